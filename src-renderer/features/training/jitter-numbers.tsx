import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import type { JitterDraft, JitterField } from './jitter-draft.ts'
import styles from './jitter-numbers.module.css'
import type { DraftErrors } from './training-draft.ts'

export interface JitterNumbersProps {
  draft: JitterDraft
  errors: DraftErrors
  /** Gray has no saturation. */
  colour: boolean
  onChange: (part: Partial<JitterDraft>) => void
}

const fields = [
  'rotation',
  'scale',
  'shear',
  'shift',
  'elastic',
  'crop',
  'brightness',
  'contrast',
  'saturation',
] as const satisfies readonly JitterField[]

/** Each range of the jitter by itself. */
export function JitterNumbers({ draft, errors, colour, onChange }: JitterNumbersProps) {
  return (
    <div className={styles.numbers}>
      <div className={styles.grid}>
        {fields
          .filter((field) => colour || field !== 'saturation')
          .map((field) => (
            <TextField
              key={field}
              label={t(`training:jitter.fields.${field}.name`)}
              inputMode="decimal"
              value={draft[field]}
              suffix={t(`training:jitter.fields.${field}.unit`)}
              error={errors[field]}
              onChange={(value) => onChange({ [field]: value })}
            />
          ))}
      </div>
      <Switch
        label={t('training:jitter.mirror')}
        checked={draft.mirrored}
        onChange={(mirrored) => onChange({ mirrored })}
      />
    </div>
  )
}
