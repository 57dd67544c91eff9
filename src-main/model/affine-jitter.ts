import type { Jitter } from '../contract/training.ts'
import type { Random } from './random.ts'

/** True when the ranges leave every image as it is. */
export function isStill(jitter: Jitter): boolean {
  return jitter.rotation === 0 && jitter.scale === 0 && jitter.shear === 0 && jitter.shift === 0
}

/**
 * Affine map from the pixels of the jittered image to those of the original, about the image's centre:
 * source = A · target + t, in pixels.
 */
export interface AffineMap {
  xx: number
  xy: number
  yx: number
  yy: number
  tx: number
  ty: number
}

/** Draws a map uniformly from the ranges; always six draws, so that the sequence does not depend on the ranges. */
export function drawAffineMap(jitter: Jitter, side: number, random: Random): AffineMap {
  const angle = random.symmetric(jitter.rotation)
  const scaleX = 1 + random.symmetric(jitter.scale)
  const scaleY = 1 + random.symmetric(jitter.scale)
  const shear = random.symmetric(jitter.shear)
  const tx = (random.symmetric(jitter.shift) * side) / 2
  const ty = (random.symmetric(jitter.shift) * side) / 2
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return { xx: cos * scaleX, xy: shear - sin * scaleY, yx: sin * scaleX, yy: cos * scaleY, tx, ty }
}

/**
 * Writes one image under an affine map, with bilinear interpolation. Beyond its border an image goes on with its
 * border pixels: black frames stay black and white paper stays white.
 *
 * @param source bytes, row by row, channels last
 * @param from where the image starts in `source`
 * @param target receives values in [0, 1], in the same layout
 * @param to where it starts in `target`
 */
export function warpImage(
  source: Uint8Array,
  from: number,
  side: number,
  channels: number,
  map: AffineMap,
  target: Float32Array,
  to: number,
): void {
  const centre = (side - 1) / 2
  const last = side - 1
  const row = side * channels
  let out = to
  for (let y = 0; y < side; y++) {
    let sourceX = centre + map.tx - map.xx * centre + map.xy * (y - centre)
    let sourceY = centre + map.ty - map.yx * centre + map.yy * (y - centre)
    for (let x = 0; x < side; x++) {
      const clampedX = Math.max(0, Math.min(sourceX, last))
      const clampedY = Math.max(0, Math.min(sourceY, last))
      const left = clampedX | 0
      const top = clampedY | 0
      const fractionX = clampedX - left
      const fractionY = clampedY - top
      const stepRight = left < last ? channels : 0
      const stepDown = top < last ? row : 0
      let corner = from + top * row + left * channels
      for (let channel = 0; channel < channels; channel++) {
        const upperLeft = source[corner]
        const lowerLeft = source[corner + stepDown]
        const upper = upperLeft + (source[corner + stepRight] - upperLeft) * fractionX
        const lower = lowerLeft + (source[corner + stepDown + stepRight] - lowerLeft) * fractionX
        target[out++] = (upper + (lower - upper) * fractionY) * (1 / 255)
        corner++
      }
      sourceX += map.xx
      sourceY += map.yx
    }
  }
}
