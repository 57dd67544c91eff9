import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import styles from './advanced-settings.module.css'
import type { JitterDraft } from './jitter-draft.ts'
import type { DraftErrors, DraftField, TrainingDraft } from './training-draft.ts'

export interface AdvancedSettingsProps {
  draft: TrainingDraft
  errors: DraftErrors
  edited: boolean
  onChange: (part: Partial<TrainingDraft>) => void
  onReset: () => void
}

type ModelField = Exclude<DraftField, keyof JitterDraft | 'earlyStop'>

const modelFields: { field: ModelField; label: string; hint: string }[] = [
  { field: 'warmupEpochs', label: 'Warm-up epochs', hint: 'Before clusters are placed.' },
  { field: 'latentDimensions', label: 'Latent dimensions', hint: 'Numbers that describe one sample.' },
  { field: 'hiddenUnits', label: 'Hidden layers', hint: 'Units per layer; the decoder mirrors them.' },
  { field: 'batchSize', label: 'Batch size', hint: 'Samples per adjustment.' },
  { field: 'learningRate', label: 'Learning rate', hint: 'Lower it if training diverges.' },
  { field: 'seed', label: 'Seed', hint: 'The same seed gives the same run.' },
]

/** The model's own settings, out of sight until someone wants them or one is wrong. */
export function AdvancedSettings({ draft, errors, edited, onChange, onReset }: AdvancedSettingsProps) {
  const wrong = modelFields.some(({ field }) => errors[field])
  return (
    <details className={styles.details} open={wrong || undefined}>
      <summary className={styles.summary}>Advanced settings</summary>
      <div className={styles.grid}>
        {modelFields.map(({ field, label, hint }) => (
          <TextField
            key={field}
            label={label}
            value={draft[field]}
            hint={hint}
            error={errors[field]}
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
      </div>
      <Switch
        label="Stop early"
        checked={draft.earlyStop}
        hint="Keeps 2 % of the samples aside as a check, where there are a thousand or more, and ends once training no longer helps with them."
        onChange={(earlyStop) => onChange({ earlyStop })}
      />
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
