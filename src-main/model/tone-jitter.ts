import type { Jitter } from '../contract/training.ts'
import type { Random } from './random.ts'

/** What happens to a pixel's tones, in [0, 1]: saturation about its luma first, then tone · gain + offset. */
export interface Tone {
  gain: number
  offset: number
  /** 1 leaves colours as they are, 0 makes them gray; without a meaning for grayscale images. */
  saturation: number
}

export const sameTone: Readonly<Tone> = { gain: 1, offset: 0, saturation: 1 }

/**
 * Draws a change of brightness, of contrast about the middle gray and of saturation, uniformly from the ranges.
 * Takes three numbers from `random`, or none where all three ranges are zero.
 */
export function drawTone(jitter: Jitter, random: Random): Readonly<Tone> {
  if (jitter.brightness === 0 && jitter.contrast === 0 && jitter.saturation === 0) return sameTone
  const gain = 1 + random.symmetric(jitter.contrast)
  const offset = random.symmetric(jitter.brightness) + (1 - gain) / 2
  return { gain, offset, saturation: 1 + random.symmetric(jitter.saturation) }
}
