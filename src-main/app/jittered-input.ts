import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { Jitter } from '../contract/training.ts'
import { ImageJitter } from '../model/image-jitter.ts'
import { Random } from '../model/random.ts'

/**
 * A jittered view of a model input as bytes, made as in training; (…seed) says which of all that there could be.
 * @throws FewlabelError `bad-request` for vectors, which have no pictures to jitter
 */
export function jitteredInput(
  input: Uint8Array | Float32Array,
  shape: InputShape,
  jitter: Jitter,
  ...seed: number[]
): Uint8Array {
  if (shape.kind !== 'image' || !(input instanceof Uint8Array)) {
    throw new FewlabelError('bad-request', 'Only images have jittered views.', {
      expected: 'a project of images',
      found: 'vectors',
    })
  }
  const seen = new Float32Array(input.length)
  new ImageJitter(jitter, shape.side, shape.channels).write(input, 0, new Random(...seed), seen, 0)
  return Uint8Array.from(seen, (value) => Math.round(value * 255))
}
