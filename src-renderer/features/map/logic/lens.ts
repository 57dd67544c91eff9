import type { Size } from './camera.ts'

/** Radii of the lens, in CSS pixels. */
const least = 8
const step = 1.35
export const usualLens = 48

/** The lens one step larger or smaller; no larger than the screen. */
export function resizedLens(radius: number, by: 1 | -1, { width, height }: Size): number {
  const most = Math.max(least, Math.min(width, height) / 2 - 8)
  return Math.min(most, Math.max(least, by > 0 ? radius * step : radius / step))
}
