import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import type { InputShape } from '../../../src-main/contract/data.ts'
import type { JitterRecipeName } from '../../../src-main/contract/jitter-recipes.ts'
import { Segmented } from '../../components/segmented.tsx'
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

const names: Record<JitterChoice, string> = {
  handwriting: 'Handwriting',
  photos: 'Photos',
  none: 'None',
  custom: 'Custom',
}

const reasons: Record<JitterChoice, string> = {
  handwriting:
    'For letters, digits and drawings, ink on paper: each is turned, scaled, slanted, shifted and bent a little, never mirrored.',
  photos:
    'For photographs and other pictures with shades: turned and shifted less, but mirrored and changed in light and colour.',
  none: 'For samples that differ by position, size or tone alone. The encoder sees each one as it is.',
  custom: 'For samples that you know better than any recipe: every range is yours to set.',
}

const choices = (Object.keys(names) as JitterChoice[]).map((value) => ({ value, label: names[value] }))

/** Which differences between samples the clusters shall overlook, and what that does to the project's own samples. */
export function JitterSettings({ samples, shape, draft, errors, suggested, onChange }: JitterSettingsProps) {
  const titleId = useId()
  const mirrorsInk = suggested === 'handwriting' && draft.mirrored
  return (
    <section className={styles.settings} aria-labelledby={titleId}>
      <h3 id={titleId}>How the encoder sees your samples</h3>
      {shape.kind === 'vector' ? (
        <p className={styles.reason}>{columnsSentence(draft)}</p>
      ) : (
        <>
          <p className={styles.reason}>
            Each sample is changed a little on its way in, and the clean one must come out: clusters overlook
            what changes.
          </p>
          <div className={styles.choice}>
            <Segmented
              label="Jitter"
              value={draft.recipe}
              items={choices}
              onChange={(recipe) => onChange(choiceOf(recipe))}
            />
            {suggested && (
              <span className={styles.suggestion}>
                {draft.recipe === suggested
                  ? 'Proposed for these samples'
                  : `Proposed for these samples: ${names[suggested]}`}
              </span>
            )}
          </div>
          <p>{reasons[draft.recipe]}</p>
          {mirrorsInk && (
            <p className={styles.warning} role="status">
              <TriangleAlert size={15} aria-hidden="true" />
              Mirrored letters and digits are other characters.
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
  if (!swapped && !noisy) return 'As they are, once all columns have the same spread.'
  const parts = [
    noisy ? 'a little noise on every column' : '',
    swapped ? `${draft.columnDropout} % of the columns swapped in from other samples` : '',
  ].filter(Boolean)
  const why = swapped
    ? 'what one column says must be told from the others'
    : 'clusters shall not depend on a last decimal place'
  return `With ${parts.join(' and ')}, once all columns have the same spread: ${why}.`
}
