import type { StartProgram } from '../contract/child-program.ts'
import {
  type ImageRecipe,
  type ImportProblem,
  loneOriginalLimit,
  type PreparedSample,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { EncodedImage, ImageOutcome } from './image-decoder-protocol.ts'
import { mediaTypes, sniffImage } from './image-kind.ts'
import { ImagePool } from './image-pool.ts'
import { type SampleBatch, throwIfCancelled } from './sample-source.ts'

/** What decoding an image yields of its sample. */
export type DecodedImage = Pick<PreparedSample, 'input' | 'thumbnail' | 'original' | 'contentHash'>

/** A sample whose image is still to be decoded. */
export interface UnseenSample {
  /** Path of the image's file, or its bytes where it has no file of its own; these are then kept with the sample. */
  image: EncodedImage
  /** Where it is, should it fail. */
  at: Pick<ImportProblem, 'file' | 'place'>
  finish: (image: DecodedImage) => PreparedSample
}

export type UnseenItem = UnseenSample | { problem: ImportProblem }

/** Images that go to a decoder at a time: enough to make messages cheap, few enough to keep the order's backlog small. */
const jobSize = 32
/** Their bytes together, where they come as such. */
const jobBytes = 4 * 1024 * 1024

/**
 * Has images decoded by processes of their own, a few at a time, and answers the samples in batches, in order; images
 * that fail become problems. Memory is bounded by the jobs under way.
 *
 * @throws FewlabelError — `cancelled`, what `items` throws, and as {@link ImagePool}
 */
export async function* decodedBatches(
  items: AsyncIterable<UnseenItem>,
  recipe: ImageRecipe,
  startProgram: StartProgram,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const pool = new ImagePool(recipe, () => startProgram('image-decoder'))
  const cancelled = new FewlabelError('cancelled', 'The import was cancelled; nothing was changed.')
  const cancel = () => void pool.close(cancelled)
  signal?.addEventListener('abort', cancel)
  const pending: Promise<SampleBatch>[] = []
  try {
    for await (const job of jobsOf(items)) {
      throwIfCancelled(signal)
      const batch = decode(job, pool)
      // A failure is met where the promise is awaited; until then it must not count as unhandled.
      batch.catch(() => {})
      pending.push(batch)
      if (pending.length > 2 * pool.size) yield await (pending.shift() as Promise<SampleBatch>)
    }
    for (const batch of pending) {
      throwIfCancelled(signal)
      yield await batch
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
    await pool.close(cancelled)
  }
}

async function* jobsOf(items: AsyncIterable<UnseenItem>): AsyncGenerator<UnseenItem[], void, void> {
  let job: UnseenItem[] = []
  let bytes = 0
  for await (const item of items) {
    job.push(item)
    if ('image' in item && typeof item.image !== 'string') bytes += item.image.length
    if (job.length < jobSize && bytes < jobBytes) continue
    yield job
    job = []
    bytes = 0
  }
  if (job.length > 0) yield job
}

async function decode(job: readonly UnseenItem[], pool: ImagePool): Promise<SampleBatch> {
  const unseen = job.filter((item) => 'image' in item)
  const outcomes = await pool.run(unseen.map(({ image }) => ownBytes(image)))
  const batch: SampleBatch = { samples: [], problems: [] }
  let next = 0
  for (const item of job) {
    if ('problem' in item) {
      batch.problems.push(item.problem)
      continue
    }
    const outcome = outcomes[next++]
    if ('reason' in outcome) batch.problems.push({ ...item.at, reason: outcome.reason })
    else batch.samples.push(item.finish(withOriginal(item.image, outcome.image)))
  }
  return batch
}

/** A view of a larger buffer would travel to the decoder with all of it. */
function ownBytes(image: EncodedImage): EncodedImage {
  return typeof image === 'string' || image.byteLength === image.buffer.byteLength
    ? image
    : new Uint8Array(image)
}

/** What has no file of its own is kept up to a larger size: there is nowhere to read it from later. */
function withOriginal(
  image: EncodedImage,
  decoded: Extract<ImageOutcome, { image: object }>['image'],
): DecodedImage {
  if (typeof image === 'string' || decoded.original !== null || image.length > loneOriginalLimit)
    return decoded
  const kind = sniffImage(image)
  if (kind === null) return decoded
  return { ...decoded, original: { mediaType: mediaTypes[kind], bytes: new Uint8Array(image) } }
}
