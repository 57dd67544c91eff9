import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import styles from './advanced-settings.module.css'
import type { DraftErrors, DraftField, TrainingDraft } from './training-draft.ts'

export interface AdvancedSettingsProps {
  draft: TrainingDraft
  errors: DraftErrors
  /** Jitter makes sense for images only. */
  images: boolean
  edited: boolean
  onChange: (part: Partial<TrainingDraft>) => void
  onReset: () => void
}

type TextSetting = Exclude<DraftField, 'jitter'>

const modelFields: { field: TextSetting; label: string; hint: string; suffix?: string }[] = [
  { field: 'warmupEpochs', label: 'Warm-up epochs', hint: 'Before clusters are placed.' },
  { field: 'latentDimensions', label: 'Latent dimensions', hint: 'Numbers that describe one sample.' },
  { field: 'hiddenUnits', label: 'Hidden layers', hint: 'Units per layer; the decoder mirrors them.' },
  { field: 'batchSize', label: 'Batch size', hint: 'Samples per adjustment.' },
  { field: 'learningRate', label: 'Learning rate', hint: 'Lower it if training diverges.' },
  { field: 'seed', label: 'Seed', hint: 'The same seed gives the same run.' },
]

const jitterFields: { field: TextSetting; label: string; suffix: string }[] = [
  { field: 'rotation', label: 'Rotation', suffix: '± degrees' },
  { field: 'scale', label: 'Scale', suffix: '± %' },
  { field: 'shear', label: 'Shear', suffix: '± %' },
  { field: 'shift', label: 'Shift', suffix: '± % of half the side' },
]

const all: DraftField[] = [...modelFields, ...jitterFields].map(({ field }) => field)

/** The model's own settings, out of sight until someone wants them or one is wrong. */
export function AdvancedSettings({
  draft,
  errors,
  images,
  edited,
  onChange,
  onReset,
}: AdvancedSettingsProps) {
  const wrong = all.some((field) => errors[field])
  return (
    <details className={styles.details} open={wrong || undefined}>
      <summary className={styles.summary}>Advanced settings</summary>
      <div className={styles.grid}>
        {modelFields.map(({ field, label, hint, suffix }) => (
          <TextField
            key={field}
            label={label}
            value={draft[field]}
            hint={hint}
            suffix={suffix}
            error={errors[field]}
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
      </div>
      {images && (
        <>
          <Switch
            label="Jitter what the encoder sees"
            hint="Each image is turned, scaled and shifted a little on its way in, while the clean one must come out. Clusters then follow shape rather than position."
            checked={draft.jitter}
            onChange={(jitter) => onChange({ jitter })}
          />
          {draft.jitter && (
            <div className={styles.jitter}>
              {jitterFields.map(({ field, label, suffix }) => (
                <TextField
                  key={field}
                  label={label}
                  value={draft[field]}
                  suffix={suffix}
                  error={errors[field]}
                  onChange={(value) => onChange({ [field]: value })}
                />
              ))}
            </div>
          )}
        </>
      )}
      {edited && (
        <div>
          <Button size="s" onClick={onReset}>
            Back to the proposed settings
          </Button>
        </div>
      )}
    </details>
  )
}
