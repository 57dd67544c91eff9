import { type TrainingConfig, trainingConfigSchema } from '../../../src-main/contract/training.ts'

/** The settings as typed, one text per field. Rotation is in degrees, the other ranges in percent. */
export interface TrainingDraft {
  clusters: string
  warmupEpochs: string
  elboEpochs: string
  latentDimensions: string
  hiddenUnits: string
  batchSize: string
  learningRate: string
  seed: string
  jitter: boolean
  rotation: string
  scale: string
  shear: string
  shift: string
}

export type DraftField = keyof TrainingDraft
export type DraftErrors = Partial<Record<DraftField, string>>

const degree = Math.PI / 180
const noJitter = { rotation: 0, scale: 0, shear: 0, shift: 0 }

const written = (value: number) => String(Number(value.toPrecision(4)))

export function draftOf(config: TrainingConfig): TrainingDraft {
  const { jitter } = config
  return {
    clusters: String(config.clusters),
    warmupEpochs: String(config.warmupEpochs),
    elboEpochs: String(config.elboEpochs),
    latentDimensions: String(config.latentDimensions),
    hiddenUnits: config.hiddenUnits.join(', '),
    batchSize: String(config.batchSize),
    learningRate: String(config.learningRate),
    seed: String(config.seed),
    jitter: Object.values(jitter).some((range) => range > 0),
    rotation: written(jitter.rotation / degree),
    scale: written(jitter.scale * 100),
    shear: written(jitter.shear * 100),
    shift: written(jitter.shift * 100),
  }
}

/** A number as typed; NaN, which no range accepts, where it is none. */
function read(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

/**
 * Checks the typed settings against the contract.
 * @returns the configuration, or what is wrong by field
 */
export function parseDraft(draft: TrainingDraft): { config: TrainingConfig } | { errors: DraftErrors } {
  const parsed = trainingConfigSchema.safeParse({
    clusters: read(draft.clusters),
    latentDimensions: read(draft.latentDimensions),
    hiddenUnits: draft.hiddenUnits
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number),
    batchSize: read(draft.batchSize),
    warmupEpochs: read(draft.warmupEpochs),
    elboEpochs: read(draft.elboEpochs),
    learningRate: read(draft.learningRate),
    seed: read(draft.seed),
    jitter: draft.jitter
      ? {
          rotation: read(draft.rotation) * degree,
          scale: read(draft.scale) / 100,
          shear: read(draft.shear) / 100,
          shift: read(draft.shift) / 100,
        }
      : noJitter,
  })
  if (parsed.success) return { config: parsed.data }
  const errors: DraftErrors = {}
  for (const issue of parsed.error.issues) {
    const [first, second] = issue.path
    const field = (first === 'jitter' ? second : first) as DraftField
    errors[field] ??= messageOf(issue, field)
  }
  return { errors }
}

type Issue = NonNullable<ReturnType<typeof trainingConfigSchema.safeParse>['error']>['issues'][number]

function messageOf(issue: Issue, field: DraftField): string {
  const shown = (limit: number | bigint) => {
    const value = Number(limit)
    if (field === 'rotation') return `${Math.round(value / degree)}`
    return field === 'scale' || field === 'shear' || field === 'shift' ? `${value * 100}` : `${value}`
  }
  if (field === 'hiddenUnits' && issue.path.length === 1) return 'One to six layers, such as 512, 512.'
  if (issue.code === 'too_small')
    return `${issue.inclusive ? 'At least' : 'More than'} ${shown(issue.minimum)}.`
  if (issue.code === 'too_big') return `At most ${shown(issue.maximum)}.`
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'A whole number.'
  return field === 'hiddenUnits' ? 'Whole numbers, such as 512, 512.' : 'A number.'
}
