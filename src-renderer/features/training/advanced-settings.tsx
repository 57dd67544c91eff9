import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
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

const netFields = [
  'warmupEpochs',
  'latentDimensions',
  'hiddenUnits',
  'batchSize',
  'learningRate',
  'seed',
] as const
const columnFields = ['vectorNoise', 'columnDropout'] as const

interface ModelSetting {
  field: ModelField
  label: string
  hint: string
  suffix?: string
}

function settingsOf({ encoder }: TrainingDraft, vectors: boolean): ModelSetting[] {
  const net = netFields.map((field) => ({
    field,
    label: t(`training:advanced.${field}.name`),
    hint: t(`training:advanced.${field}.hint`),
  }))
  if (encoder === 'given') {
    const axes = { label: t('training:advanced.axes.name'), hint: t('training:advanced.axes.hint') }
    return [{ field: 'latentDimensions', ...axes }, ...net.filter(({ field }) => field === 'seed')]
  }
  const columns = columnFields.map((field) => ({
    field,
    label: t(`training:advanced.${field}.name`),
    hint: t(`training:advanced.${field}.hint`),
    suffix: t(`training:advanced.${field}.unit`),
  }))
  return vectors ? [...net, ...columns] : net
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
      <summary className={styles.summary}>{t('training:advanced.title')}</summary>
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
        label={t('training:advanced.earlyStop.name')}
        checked={draft.earlyStop}
        hint={t(`training:advanced.earlyStop.${draft.encoder}`)}
        onChange={(earlyStop) => onChange({ earlyStop })}
      />
      {edited && (
        <div>
          <Button size="s" onClick={onReset}>
            {t('training:advanced.reset')}
          </Button>
        </div>
      )}
    </details>
  )
}
