import type { PredictionFormat } from '../../app/classify-source.ts'
import type { GivenLabelUse, ImageRecipe, ImportFormat } from '../../contract/data.ts'
import type { DatasheetLanguage } from '../../contract/datasheet.ts'
import type { ExportFormat, ExportSplit } from '../../contract/export.ts'
import type { JitterRecipeName } from '../../contract/jitter-recipes.ts'
import type { DecoderKind, LabelSource, QueryStrategy } from '../../contract/labeling.ts'
import type { EncoderKind, EngineBackend } from '../../contract/training.ts'
import type { AuditLogRequest } from '../../contract/work.ts'

/** Options of every command, as parsed; what a person left out and has no fixed default is undefined. */
export interface CommandOptions {
  sample: { file: string; count: number; seed: number }
  /** A recipe's missing parts are the project's own, or the defaults in a new one. */
  import: Partial<ImageRecipe> & {
    file: string
    source: string
    format?: ImportFormat
    labels?: string
    transpose: boolean
    foldersAreClasses: boolean
    givenLabels?: GivenLabelUse
    labelsBy?: string
    truthColumn?: string
    labelColumn?: string
    annotatorColumn?: string
    labeledAtColumn?: string
    idColumn?: string
    textColumn?: string
    embeddingColumn?: string
    imageColumn?: string
  }
  train: {
    file: string
    clusters?: number
    /** Of both training phases together, or, with `continue`, of those to add. */
    epochs?: number
    engine: EngineBackend | 'auto'
    jitter?: JitterRecipeName
    encoder?: EncoderKind
    seed?: number
    resume: boolean
    /** Train the model there is further. */
    continue: boolean
  }
  simulate: {
    file: string
    /** Rising, each once. */
    labels: number[]
    decoder: DecoderKind
    strategy: QueryStrategy
    seeds: number
    /** How often a label is wrong. */
    noise: number
    /** How many people label each sample. */
    annotators: number
  }
  label: { file: string; labels: string; skipUnknown: boolean; annotator?: string }
  quality: { file: string; target?: number }
  datasheet: { file: string; out: string; language: DatasheetLanguage; overwrite: boolean }
  status: { file: string; engine: EngineBackend | 'auto' }
  export: {
    file: string
    out: string
    format?: ExportFormat
    sources?: LabelSource[]
    humansOnly?: boolean
    minConfidence: number
    /** Names. */
    classes?: string[]
    annotators?: string[]
    clusters?: number[]
    split?: ExportSplit['parts']
    splitSeed: number
    stratify: boolean
    groupDuplicates: boolean
    withSamples: boolean
    /** File with the facts. */
    croissant?: string
    /** Name. */
    snapshot?: string
    overwrite: boolean
  }
  model: { file: string; out: string; overwrite: boolean }
  predict: Pick<
    CommandOptions['import'],
    'source' | 'format' | 'transpose' | 'idColumn' | 'textColumn' | 'embeddingColumn' | 'imageColumn'
  > & { model: string; out: string; to?: PredictionFormat; overwrite: boolean }
  workMake: CommandOptions['workAssign'] & {
    out: string
    overlap: number
    overlapShare: number
    independent: boolean
  }
  /** Of clusters, range and share at most one; share 1 where none is given. */
  workAssign: {
    file: string
    annotator: string[]
    clusters?: number[]
    range?: { first: number; last: number }
    share?: number
    withLabeled: boolean
    seed: number
  }
  workMerge: { file: string; packages: string[] }
  workStatus: { file: string }
  workLog: { file: string; out: string; format?: AuditLogRequest['format']; overwrite: boolean }
  agreement: { file: string }
  snapshotList: { file: string }
  snapshotTake: { file: string; name: string; note: string }
  /** Without another one: with now. */
  snapshotCompare: { file: string; name: string; other?: string }
  snapshotRestore: { file: string; name: string }
  serve: { file?: string; port: number; open: boolean }
}
