import sharp from 'sharp'
import type { ImageRecipe } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { connectToHost } from '../process/parent-port.ts'
import {
  type DecoderMessage,
  type DecoderOrder,
  decoderMemoryLimit,
  type EncodedImage,
  type ImageOutcome,
} from './image-decoder-protocol.ts'
import { prepareImage } from './prepare-image.ts'

/*
 * Entry point of the programs that decode images, one at a time; see image-pool.ts. They are processes of their own:
 * images come from anywhere and are read by native code, whose crash must not take labels along.
 */

/** How often the host hears that it goes on, in milliseconds. */
const wordEvery = 1000

// There is one process per image already, and no image comes twice.
sharp.concurrency(1)
sharp.cache(false)

const port = connectToHost<DecoderMessage>()
/** Images begun, and how many of them the host knows of. */
let begun = 0
let told = 0
let giveTurn = () => {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => {
    giveTurn = resolve
    port.send({ type: 'ask-turn' })
  })
  try {
    return await work()
  } finally {
    port.send({ type: 'end-turn' })
  }
}

async function prepare(image: EncodedImage, recipe: ImageRecipe): Promise<ImageOutcome> {
  begun++
  try {
    return { image: await prepareImage(image, recipe, inTurn) }
  } catch (error) {
    if (error instanceof FewlabelError) return { reason: error.message }
    return { reason: `it could not be read (${(error as Error).message.slice(0, 200)})` }
  }
}

async function decode(images: EncodedImage[], recipe: ImageRecipe): Promise<void> {
  const outcomes: ImageOutcome[] = []
  for (const image of images) outcomes.push(await prepare(image, recipe))
  told = begun
  port.send({ type: 'done', outcomes })
}

port.onMessage((message) => {
  const order = message as DecoderOrder
  if (order.type === 'turn') giveTurn()
  else void decode(order.images, order.recipe)
})
setInterval(() => {
  // Not process.exit(), which waits for the threads that decode.
  if (process.memoryUsage.rss() > decoderMemoryLimit) port.send({ type: 'out-of-memory' })
  if (begun !== told) port.send({ type: 'at-next' })
  told = begun
}, wordEvery)
port.send({ type: 'ready' })
