import type { Jitter } from '../contract/training.ts'
import { drawAffineMap } from './affine-jitter.ts'
import { ElasticField } from './elastic-field.ts'
import type { Random } from './random.ts'
import { drawTone } from './tone-jitter.ts'
import { ImageWarp } from './warp-image.ts'

/** True when the ranges leave every image as it is. */
export function isStill(jitter: Jitter): boolean {
  return Object.values(jitter).every((range) => range === 0)
}

/**
 * Makes jittered views of square images. Typed arrays in, typed arrays out; what it keeps between calls is scratch
 * space, so that every thread needs one of its own.
 */
export class ImageJitter {
  readonly #jitter: Jitter
  readonly #side: number
  readonly #warp: ImageWarp
  readonly #field: ElasticField | null

  constructor(jitter: Jitter, side: number, channels: 1 | 3) {
    this.#jitter = jitter
    this.#side = side
    this.#warp = new ImageWarp(side, channels)
    this.#field = jitter.elastic > 0 ? new ElasticField(side) : null
  }

  /**
   * Writes a view of one image. What it takes from `random` depends on the ranges and on `random`, never on the image.
   *
   * @param source bytes, row by row, channels last
   * @param from where the image starts in `source`
   * @param target receives values in [0, 1], in the same layout
   * @param to where it starts in `target`
   */
  write(source: Uint8Array, from: number, random: Random, target: Float32Array, to: number): void {
    const map = drawAffineMap(this.#jitter, this.#side, random)
    this.#field?.draw(this.#jitter.elastic * this.#side, random)
    const tone = drawTone(this.#jitter, random)
    this.#warp.write(source, from, map, this.#field, tone, target, to)
  }
}
