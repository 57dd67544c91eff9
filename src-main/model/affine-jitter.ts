import type { Jitter } from '../contract/training.ts'
import type { Random } from './random.ts'

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

/**
 * Draws a map uniformly from the ranges: turned, scaled, sheared and shifted, then zoomed in and mirrored.
 * How many numbers it takes from `random` depends on the ranges only: six, and four more with flip or crop. Runs
 * begun before there were those two thus go on with the sequence they began with.
 *
 * @param side of the image, in pixels
 */
export function drawAffineMap(jitter: Jitter, side: number, random: Random): AffineMap {
  const angle = random.symmetric(jitter.rotation)
  const scaleX = 1 + random.symmetric(jitter.scale)
  const scaleY = 1 + random.symmetric(jitter.scale)
  const shear = random.symmetric(jitter.shear)
  const tx = (random.symmetric(jitter.shift) * side) / 2
  const ty = (random.symmetric(jitter.shift) * side) / 2
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const map = { xx: cos * scaleX, xy: shear - sin * scaleY, yx: sin * scaleX, yy: cos * scaleY, tx, ty }
  if (jitter.flip > 0 || jitter.crop > 0) {
    const mirrored = random.uniform() < jitter.flip
    zoomIn(map, random.uniform() * jitter.crop, side, random)
    if (mirrored) {
      map.xx = -map.xx
      map.yx = -map.yx
    }
  }
  return map
}

/** Shows a window of the image, somewhere inside it, whose side is smaller by `share`. */
function zoomIn(map: AffineMap, share: number, side: number, random: Random): void {
  const kept = 1 - share
  map.xx *= kept
  map.xy *= kept
  map.yx *= kept
  map.yy *= kept
  map.tx += (random.symmetric(share) * side) / 2
  map.ty += (random.symmetric(share) * side) / 2
}
