import { useId } from 'react'
import type { EncoderKind } from '../../../src-main/contract/training.ts'
import { Segmented } from '../../components/segmented.tsx'
import styles from './jitter-settings.module.css'

export interface EncoderSettingsProps {
  encoder: EncoderKind
  /** What a look at the samples suggests; null until it is known. */
  suggested: EncoderKind | null
  onChange: (encoder: EncoderKind) => void
}

const names: Record<EncoderKind, string> = { learned: 'Measurements', given: 'Embeddings' }

const reasons: Record<EncoderKind, string> = {
  learned:
    'For columns that each mean something. All are brought to the same spread, and a net learns from the samples what goes together.',
  given:
    'For vectors that another model made. What counts is where they point, along their main axes; no net is trained, so clusters are there within seconds to a few minutes.',
}

const choices = (Object.keys(names) as EncoderKind[]).map((value) => ({ value, label: names[value] }))

/** What the vectors of a project are, and so whether a net is trained on them. */
export function EncoderSettings({ encoder, suggested, onChange }: EncoderSettingsProps) {
  const titleId = useId()
  return (
    <section className={styles.settings} aria-labelledby={titleId}>
      <h3 id={titleId}>What your vectors are</h3>
      <div className={styles.choice}>
        <Segmented label="Kind of vectors" value={encoder} items={choices} onChange={onChange} />
        {suggested && (
          <span className={styles.suggestion}>
            {encoder === suggested
              ? 'Proposed for these samples'
              : `Proposed for these samples: ${names[suggested]}`}
          </span>
        )}
      </div>
      <p>{reasons[encoder]}</p>
    </section>
  )
}
