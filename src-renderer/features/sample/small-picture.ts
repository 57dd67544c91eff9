import type { Size } from './zoom-view.ts'

/** Pictures no larger than this are drawn with hard pixels when they are enlarged. */
const smallSide = 64

export function isSmallPicture({ width, height }: Size): boolean {
  return width <= smallSide && height <= smallSide
}
