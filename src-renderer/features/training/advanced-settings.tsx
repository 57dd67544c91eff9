import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import styles from './advanced-settings.module.css'
import type { JitterDraft } from './jitter-draft.ts'
import type { DraftErrors, DraftField, TrainingDraft } from './training-draft.ts'

export interface AdvancedSettingsProps {
  draft: TrainingDraft
  errors: DraftErrors
  /** The samples are vectors: their columns have settings of their own. */
  vectors: boolean
  edited: boolean
  onChange: (part: Partial<TrainingDraft>) => void
  onReset: () => void
}

type ModelField = Exclude<DraftField, keyof JitterDraft | 'encoder' | 'earlyStop'>

interface ModelSetting {
  field: ModelField
  label: string
  hint: string
  suffix?: string
}

const axes: ModelSetting = {
  field: 'latentDimensions',
  label: 'Main axes',
  hint: 'Directions that are kept.',
}
const seed: ModelSetting = { field: 'seed', label: 'Seed', hint: 'The same seed gives the same run.' }

const netSettings: ModelSetting[] = [
  { field: 'warmupEpochs', label: 'Warm-up epochs', hint: 'Before clusters are placed.' },
  { field: 'latentDimensions', label: 'Latent dimensions', hint: 'Numbers that describe one sample.' },
  { field: 'hiddenUnits', label: 'Hidden layers', hint: 'Units per layer; the decoder mirrors them.' },
  { field: 'batchSize', label: 'Batch size', hint: 'Samples per adjustment.' },
  { field: 'learningRate', label: 'Learning rate', hint: 'Lower it if training diverges.' },
  seed,
]

const columnSettings: ModelSetting[] = [
  {
    field: 'vectorNoise',
    label: 'Noise',
    hint: 'On every column the encoder sees.',
    suffix: '% of its spread',
  },
  {
    field: 'columnDropout',
    label: 'Swapped columns',
    hint: 'Seen with another sample’s value.',
    suffix: '% of them',
  },
]

function settingsOf(draft: TrainingDraft, vectors: boolean): ModelSetting[] {
  if (draft.encoder === 'given') return [axes, seed]
  return vectors ? [...netSettings, ...columnSettings] : netSettings
}

const earlyStopHints = {
  learned:
    'Keeps 2 % of the samples aside as a check, where there are a thousand or more, and ends once training no longer helps with them.',
  given: 'Ends once another pass would not move the clusters.',
}

/** The model's own settings, out of sight until someone wants them or one is wrong. */
export function AdvancedSettings({
  draft,
  errors,
  vectors,
  edited,
  onChange,
  onReset,
}: AdvancedSettingsProps) {
  const settings = settingsOf(draft, vectors)
  const wrong = settings.some(({ field }) => errors[field])
  return (
    <details className={styles.details} open={wrong || undefined}>
      <summary className={styles.summary}>Advanced settings</summary>
      <div className={styles.grid}>
        {settings.map(({ field, label, hint, suffix }) => (
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
      <Switch
        label="Stop early"
        checked={draft.earlyStop}
        hint={earlyStopHints[draft.encoder]}
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
