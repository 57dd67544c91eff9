import { useId } from 'react'
import type { EncoderKind } from '../../../src-main/contract/training.ts'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './jitter-settings.module.css'

export interface EncoderSettingsProps {
  encoder: EncoderKind
  /** What a look at the samples suggests; null until it is known. */
  suggested: EncoderKind | null
  onChange: (encoder: EncoderKind) => void
}

const kinds: readonly EncoderKind[] = ['learned', 'given']

/** What the vectors of a project are, and so whether a net is trained on them. */
export function EncoderSettings({ encoder, suggested, onChange }: EncoderSettingsProps) {
  const titleId = useId()
  return (
    <section className={styles.settings} aria-labelledby={titleId}>
      <h3 id={titleId}>{t('training:encoder.title')}</h3>
      <div className={styles.choice}>
        <Segmented
          label={t('training:encoder.kind')}
          value={encoder}
          items={kinds.map((value) => ({ value, label: t(`training:encoder.${value}.name`) }))}
          onChange={onChange}
        />
        {suggested && (
          <span className={styles.suggestion}>
            {encoder === suggested
              ? t('training:proposed')
              : t('training:proposedOther', { name: t(`training:encoder.${suggested}.name`) })}
          </span>
        )}
      </div>
      <p>{t(`training:encoder.${encoder}.reason`)}</p>
    </section>
  )
}
