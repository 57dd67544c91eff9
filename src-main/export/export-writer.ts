import type { InputShape } from '../contract/data.ts'
import type { ExportRequest, ExportRow, ExportSplit } from '../contract/export.ts'
import type { ClassPrior, DecoderKind, LabelSource } from '../contract/labeling.ts'
import type { AccuracyEstimate } from '../contract/quality.ts'
import type { ExportOutput } from './export-output.ts'

/** Makes one format: writes rows, and whatever belongs to them, into what is not to be seen until it is whole. */
export interface ExportWriter {
  write(job: ExportJob, output: ExportOutput): Promise<void>
}

export interface ExportClass {
  id: number
  name: string
  /** `#rrggbb` */
  colour: string
}

/** An exported picture: its bytes, or the file to copy. `extension` with or without the dot. */
export type ExportPicture = { extension: string; bytes: Uint8Array } | { path: string }

/** What the sample itself is, beside its label. */
export interface ExportSample {
  /** Null for images. */
  vector: Float32Array | null
  text: string | null
  /** In the order of {@link ExportJob.fieldNames}; null where the sample came without it. */
  fields: (string | null)[]
}

/** What one person says a sample is. */
export interface ExportOpinion {
  annotator: string
  label: string
  source: Exclude<LabelSource, 'model'>
  /** ISO 8601, UTC. */
  at: string
}

/** The model and decoder that speak from the probabilities. */
export interface ExportModel {
  /** Number of the training run. */
  run: number
  seed: number
  decoder: DecoderKind
  /** How frequent the classes are taken to be. */
  prior: ClassPrior
}

/** Rows in order, from memory or as they come; `for await` reads both. */
export type ExportRows = AsyncIterable<ExportRow> | Iterable<ExportRow>

/** What is exported, read as it is asked for. */
export interface ExportJob {
  request: ExportRequest
  /** To be read once. */
  rows: ExportRows
  /** Rows to come. */
  total: number
  /** Samples that are not among the rows because people excluded them. */
  excluded: number
  /** In the order of the rows' probabilities. */
  classes: readonly ExportClass[]
  /** Of the split, in order; empty without one. */
  parts: ExportSplit['parts']
  /** What did not come out quite as it was asked for, in sentences; writers add to it. */
  notices: string[]
  project: { name: string }
  /** Name of the snapshot that is exported; null: the project as it is. */
  snapshot: string | null
  program: { name: string; version: string }
  /** Null before the first training. */
  model: ExportModel | null
  accuracy: AccuracyEstimate | null
  shape: InputShape | null
  /** Names of the numbers in a vector; null for images and where they have none. */
  featureNames: readonly string[] | null
  /** Names of what is known of samples that the model does not see, each once. */
  fieldNames: readonly string[]
  /** Whether any sample has a text. */
  hasTexts: boolean
  /** @throws FewlabelError where a sample has no picture */
  picture(sampleId: number): Promise<ExportPicture>
  sample(sampleId: number): ExportSample
  /** What each person says, oldest first; the label that counts is that of the row. */
  opinions(sampleId: number): ExportOpinion[]
}
