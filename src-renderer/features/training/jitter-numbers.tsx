import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
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

const fields: { field: JitterField; label: string; suffix: string }[] = [
  { field: 'rotation', label: 'Rotation', suffix: '± degrees' },
  { field: 'scale', label: 'Scale', suffix: '± %' },
  { field: 'shear', label: 'Shear', suffix: '± %' },
  { field: 'shift', label: 'Shift', suffix: '± % of half the side' },
  { field: 'elastic', label: 'Elastic', suffix: '% of the side' },
  { field: 'crop', label: 'Crop', suffix: 'up to % of the side' },
  { field: 'brightness', label: 'Brightness', suffix: '± %' },
  { field: 'contrast', label: 'Contrast', suffix: '± %' },
  { field: 'saturation', label: 'Saturation', suffix: '± %' },
]

/** Each range of the jitter by itself. */
export function JitterNumbers({ draft, errors, colour, onChange }: JitterNumbersProps) {
  return (
    <div className={styles.numbers}>
      <div className={styles.grid}>
        {fields
          .filter(({ field }) => colour || field !== 'saturation')
          .map(({ field, label, suffix }) => (
            <TextField
              key={field}
              label={label}
              inputMode="decimal"
              value={draft[field]}
              suffix={suffix}
              error={errors[field]}
              onChange={(value) => onChange({ [field]: value })}
            />
          ))}
      </div>
      <Switch
        label="Mirror every second view"
        checked={draft.mirrored}
        onChange={(mirrored) => onChange({ mirrored })}
      />
    </div>
  )
}
