/** Entry of the worker threads that decode images; see `image-pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { FewlabelError } from '../contract/errors.ts'
import type { ImageAnswer, ImageJob, ImageOutcome, ImageWorkerData } from './image-pool.ts'
import { prepareImage } from './prepare-image.ts'

const { recipe, lock } = workerData as ImageWorkerData
const port = parentPort
if (port === null) throw new Error('image-worker runs only as a worker thread')

// There is one thread per image already, and no image comes twice.
sharp.concurrency(1)
sharp.cache(false)

async function prepare(path: string): Promise<ImageOutcome> {
  try {
    return { image: await prepareImage(path, recipe, lock) }
  } catch (error) {
    if (error instanceof FewlabelError) return { reason: error.message }
    return { reason: `it could not be read (${(error as Error).message})` }
  }
}

port.on('message', async ({ paths }: ImageJob) => {
  const outcomes: ImageOutcome[] = []
  for (const path of paths) outcomes.push(await prepare(path))
  const buffers = outcomes.flatMap((outcome) => ('image' in outcome ? buffersOf(outcome.image) : []))
  port.postMessage({ outcomes } satisfies ImageAnswer, buffers)
})

/** Every array of a prepared image has a buffer of its own, so all can be handed over without copying. */
function buffersOf({
  input,
  thumbnail,
  original,
  contentHash,
}: Extract<ImageOutcome, { image: object }>['image']) {
  const arrays = [input, contentHash, thumbnail?.bytes, original?.bytes]
  return arrays.flatMap((array) => (array === undefined ? [] : [array.buffer as ArrayBuffer]))
}
