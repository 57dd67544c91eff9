import type {
  ImportFormat,
  ImportProblem,
  InputShape,
  PreparedSample,
  SourceColumn,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'

/** At most this many samples travel in one batch. */
export const batchLimit = 256

/** At most this many pixels in one image: the guard against images that unpack to far more than they weigh. */
export const pixelLimit = 100_000_000

export interface SampleBatch {
  samples: PreparedSample[]
  problems: ImportProblem[]
  /** What came out on the way about the source as a whole; nothing failed. */
  notices?: ImportProblem[]
}

/** Something that yields prepared samples: a reader of one format, or the drawn sample set. */
export interface SampleSource {
  format: ImportFormat
  /** What the inputs will be. */
  shape: InputShape
  /** Samples expected (for folders: files that are images by name), null where only reading them all would tell. */
  total: number | null
  /** Tables: all columns in their order, with what each is used for. */
  columns?: SourceColumn[]
  /** Names of the samples' fields, in their order; absent where there are none. */
  fieldNames?: string[]
  /** What was decided about the source as a whole and people should know: a column that was left out, and why. */
  notices: ImportProblem[]
  /**
   * Prepared samples in source order, in batches of at most {@link batchLimit}, with the items that failed.
   * Memory stays bounded. Can be called again; every call reads the source anew.
   *
   * Where a thumbnail is null, the embedded original is what there is to see, and without one the model input.
   *
   * @throws FewlabelError — `cancelled` when the signal aborts; `source-damaged` (and its kin) when the source
   * turns out to be unusable, possibly after some batches: whoever consumes them must then keep none.
   */
  batches(signal?: AbortSignal): AsyncGenerator<SampleBatch, void, void>
}

/** Throws `cancelled` when the signal has aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FewlabelError('cancelled', 'The import was cancelled; nothing was changed.')
}
