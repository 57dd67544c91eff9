import {
  type EncoderKind,
  type TrainingConfig,
  trainingConfigSchema,
} from '../../../src-main/contract/training.ts'
import { t } from '../../lib/i18n.ts'
import {
  type JitterDraft,
  jitterDraftOf,
  jitterFields,
  jitterInput,
  limitText,
  readNumber,
} from './jitter-draft.ts'

/** The settings as typed, one text per field. */
export interface TrainingDraft extends JitterDraft {
  encoder: EncoderKind
  clusters: string
  warmupEpochs: string
  elboEpochs: string
  latentDimensions: string
  hiddenUnits: string
  batchSize: string
  learningRate: string
  seed: string
  /** In percent, both. */
  vectorNoise: string
  columnDropout: string
  earlyStop: boolean
}

export type DraftField = keyof TrainingDraft
export type DraftErrors = Partial<Record<DraftField, string>>

export function draftOf(config: TrainingConfig): TrainingDraft {
  return {
    encoder: config.encoder,
    clusters: String(config.clusters),
    warmupEpochs: String(config.warmupEpochs),
    elboEpochs: String(config.elboEpochs),
    latentDimensions: String(config.latentDimensions),
    hiddenUnits: config.hiddenUnits.join(', '),
    batchSize: String(config.batchSize),
    learningRate: String(config.learningRate),
    seed: String(config.seed),
    vectorNoise: percent(config.vectorNoise),
    columnDropout: percent(config.columnDropout),
    earlyStop: config.earlyStop,
    ...jitterDraftOf(config.jitter),
  }
}

function percent(share: number): string {
  return String(Number((100 * share).toPrecision(3)))
}

/**
 * Checks the typed settings against the contract.
 * @returns the configuration, or what is wrong by field
 */
export function parseDraft(draft: TrainingDraft): { config: TrainingConfig } | { errors: DraftErrors } {
  const parsed = trainingConfigSchema.safeParse({
    encoder: draft.encoder,
    clusters: readNumber(draft.clusters),
    latentDimensions: readNumber(draft.latentDimensions),
    hiddenUnits: draft.hiddenUnits
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number),
    batchSize: readNumber(draft.batchSize),
    warmupEpochs: readNumber(draft.warmupEpochs),
    elboEpochs: readNumber(draft.elboEpochs),
    learningRate: readNumber(draft.learningRate),
    seed: readNumber(draft.seed),
    vectorNoise: readNumber(draft.vectorNoise) / 100,
    columnDropout: readNumber(draft.columnDropout) / 100,
    earlyStop: draft.earlyStop,
    jitter: jitterInput(draft),
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
  const range = jitterFields.find((name) => name === field)
  const shown = (limit: number | bigint) => {
    if (range) return limitText(range, Number(limit))
    return field === 'vectorNoise' || field === 'columnDropout' ? percent(Number(limit)) : String(limit)
  }
  if (field === 'hiddenUnits' && issue.path.length === 1) return t('training:wrong.layers')
  if (issue.code === 'too_small')
    return t(issue.inclusive ? 'training:wrong.atLeast' : 'training:wrong.moreThan', {
      limit: shown(issue.minimum),
    })
  if (issue.code === 'too_big') return t('training:wrong.atMost', { limit: shown(issue.maximum) })
  if (issue.code === 'invalid_type' && issue.expected === 'int') return t('training:wrong.whole')
  return t(field === 'hiddenUnits' ? 'training:wrong.wholes' : 'training:wrong.number')
}
