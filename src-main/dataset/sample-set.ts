import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { PreparedSample } from '../contract/data.ts'
import { drawLetter } from './letter-drawing.ts'
import { createWriter } from './letter-writer.ts'
import { createRandom } from './random.ts'
import { type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'

const side = 28
const letters = 26
const writers = 48
/** Letters drawn before other work gets its turn: some milliseconds. */
const sliceSize = 128

/**
 * Draws handwritten-looking letters, so that there is something real-looking to start with that is nobody's data:
 * 26 classes with upper and lower case folded, several forms of each, in the hands of 48 invented writers;
 * 28×28 pixels, white ink on black like EMNIST. The truth is the capital letter.
 *
 * Every 26 samples in a row hold every letter once, in random order. The same seed gives the same bytes, and a
 * smaller set is the beginning of a larger one. Its format is called `idx`, as that is what it is most like.
 *
 * @param options.count samples to draw, ≥ 0
 * @param options.seed any integer ≥ 0
 */
export function drawnLetters({ count, seed }: { count: number; seed: number }): SampleSource {
  return {
    format: 'idx',
    shape: { kind: 'image', side, channels: 1 },
    total: count,
    notices: [],
    batches: (signal) => drawBatches(count, seed, signal),
  }
}

async function* drawBatches(
  count: number,
  seed: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const hands = Array.from({ length: writers }, (_, index) => createWriter(seed, index))
  let order: number[] = []
  for (let first = 0; first < count; first += sliceSize) {
    throwIfCancelled(signal)
    const samples: PreparedSample[] = []
    for (let index = first; index < Math.min(count, first + sliceSize); index++) {
      const random = createRandom(seed, index)
      if (order.length === 0) order = shuffledLetters(seed, index)
      const letter = order.pop() as number
      const input = drawLetter(letter, hands[random.below(writers)], random, side)
      samples.push({
        externalId: String(index),
        sourcePath: null,
        input,
        thumbnail: null,
        original: null,
        contentHash: hash('sha256', input, 'buffer'),
        truth: String.fromCharCode(65 + letter),
      })
    }
    yield { samples, problems: [] }
    await setImmediate()
  }
}

function shuffledLetters(seed: number, block: number): number[] {
  // A stream apart from those of writers (negative) and letters (up to the count).
  const random = createRandom(seed, 0x4000_0000 + block)
  const order = Array.from({ length: letters }, (_, letter) => letter)
  for (let last = letters - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const swapped = order[last]
    order[last] = order[other]
    order[other] = swapped
  }
  return order
}
