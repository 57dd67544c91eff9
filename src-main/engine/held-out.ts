import * as tf from '@tensorflow/tfjs-core'
import type { BatchSource } from '../model/batch-source.ts'
import { elboTerms, gmvaeTensors } from '../model/gmvae.ts'
import type { GmvaeTrainer } from '../model/gmvae-trainer.ts'
import { normals, Random, stream } from '../model/random.ts'

/** Below this every sample is needed for learning, and the few kept out would tell little. */
const fewestToSplit = 1000

const heldOutShare = 0.02
const fewestHeldOut = 32
const mostHeldOut = 1000

/** Samples per pass: a few megabytes of activations. */
const passSize = 512

/** The samples of a project by their part in training, both ascending. */
export interface Split {
  trained: Uint32Array
  heldOut: Uint32Array
}

/**
 * Draws the samples that are kept out of training. Samples that come later push few of them out: each sample has a lot
 * of its own, and the smallest are drawn.
 */
export function splitOf(count: number, seed: number): Split {
  const wanted =
    count < fewestToSplit
      ? 0
      : Math.min(mostHeldOut, Math.max(fewestHeldOut, Math.round(heldOutShare * count)))
  if (wanted === 0) return unsplit(count)
  // The sample's number in the lower digits makes every lot another one.
  const lots = Float64Array.from(
    { length: count },
    (_, i) => new Random(seed, stream.heldOut, i).below(2 ** 20) * 2 ** 32 + i,
  )
  const limit = lots.slice().sort()[wanted]
  const trained = new Uint32Array(count - wanted)
  const heldOut = new Uint32Array(wanted)
  let [nextTrained, nextHeldOut] = [0, 0]
  for (let i = 0; i < count; i++) {
    if (lots[i] < limit) heldOut[nextHeldOut++] = i
    else trained[nextTrained++] = i
  }
  return { trained, heldOut }
}

/** No sample is kept out. */
export function unsplit(count: number): Split {
  return { trained: Uint32Array.from({ length: count }, (_, i) => i), heldOut: new Uint32Array() }
}

/** The negative ELBO of the given samples as they are, in nats per sample, with noise that is the same every time. */
export function negativeElbo(
  trainer: GmvaeTrainer,
  source: BatchSource,
  samples: Uint32Array,
  seed: number,
): number {
  const { inputLength, latentDimensions } = trainer.shape
  const random = new Random(seed, stream.heldOut)
  let sum = 0
  tf.tidy(() => {
    const tensors = gmvaeTensors(trainer.parameters, trainer.shape)
    for (let from = 0; from < samples.length; from += passSize) {
      const part = samples.subarray(from, from + passSize)
      const inputs = new Float32Array(part.length * inputLength)
      for (const [i, sample] of part.entries()) inputs.set(source.clean(sample, 1), i * inputLength)
      const noise = normals(random, part.length * latentDimensions)
      tf.tidy(() => {
        const x = tf.tensor2d(inputs, [part.length, inputLength])
        const z = tf.tensor2d(noise, [part.length, latentDimensions])
        sum += part.length * elboTerms(tensors, x, x, z, 1).loss.dataSync()[0]
      })
    }
  })
  return sum / samples.length
}
