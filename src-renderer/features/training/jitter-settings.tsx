import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import type { InputShape } from '../../../src-main/contract/data.ts'
import type { JitterRecipeName } from '../../../src-main/contract/jitter-recipes.ts'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import { choiceOf, type JitterChoice, type JitterDraft, parseJitter, readNumber } from './jitter-draft.ts'
import { JitterNumbers } from './jitter-numbers.tsx'
import { JitterPreview } from './jitter-preview.tsx'
import styles from './jitter-settings.module.css'
import type { DraftErrors, TrainingDraft } from './training-draft.ts'

export interface JitterSettingsProps {
  samples: number
  shape: InputShape
  draft: TrainingDraft
  errors: DraftErrors
  /** What a look at the samples suggests; null until it is known. */
  suggested: JitterRecipeName | null
  onChange: (part: Partial<JitterDraft>) => void
}

const recipes: readonly JitterChoice[] = ['handwriting', 'photos', 'none', 'custom']

/** Which differences between samples the clusters shall overlook, and what that does to the project's own samples. */
export function JitterSettings({ samples, shape, draft, errors, suggested, onChange }: JitterSettingsProps) {
  const titleId = useId()
  const mirrorsInk = suggested === 'handwriting' && draft.mirrored
  return (
    <section className={styles.settings} aria-labelledby={titleId}>
      <h3 id={titleId}>{t('training:jitter.title')}</h3>
      {shape.kind === 'vector' ? (
        <p className={styles.reason}>{columnsSentence(draft)}</p>
      ) : (
        <>
          <p className={styles.reason}>{t('training:jitter.about')}</p>
          <div className={styles.choice}>
            <Segmented
              label={t('training:jitter.name')}
              value={draft.recipe}
              items={recipes.map((value) => ({ value, label: t(`training:jitter.recipes.${value}.name`) }))}
              onChange={(recipe) => onChange(choiceOf(recipe))}
            />
            {suggested && (
              <span className={styles.suggestion}>
                {draft.recipe === suggested
                  ? t('training:proposed')
                  : t('training:proposedOther', { name: t(`training:jitter.recipes.${suggested}.name`) })}
              </span>
            )}
          </div>
          <p>{t(`training:jitter.recipes.${draft.recipe}.reason`)}</p>
          {mirrorsInk && (
            <p className={styles.warning} role="status">
              <TriangleAlert size={15} aria-hidden="true" />
              {t('training:jitter.mirrorsInk')}
            </p>
          )}
          <JitterPreview samples={samples} shape={shape} jitter={parseJitter(draft)} />
          {draft.recipe === 'custom' && (
            <JitterNumbers draft={draft} errors={errors} colour={shape.channels === 3} onChange={onChange} />
          )}
        </>
      )}
    </section>
  )
}

function columnsSentence(draft: TrainingDraft): string {
  const swapped = readNumber(draft.columnDropout) > 0
  const noisy = readNumber(draft.vectorNoise) > 0
  if (!swapped && !noisy) return t('training:columns.asTheyAre')
  const kind = swapped && noisy ? 'both' : swapped ? 'swapped' : 'noisy'
  return t(`training:columns.${kind}`, { percent: draft.columnDropout })
}
