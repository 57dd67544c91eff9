import { colourDistance, type Vision } from '../../../../../src-main/contract/colour-vision.ts'

/**
 * Colours nearer than this are hard to tell apart in small marks. About twice the step that is just seen side by side
 * (0.02 in OKLab); classes are told apart from memory and across the screen.
 */
export const hardToTell = 0.04

export interface LookAlike<Entry> {
  entry: Entry
  /** For whom: with normal sight it is hard for everybody. */
  vision: Vision
}

/**
 * The class whose colour is hardest to tell from this one, and for whom; null where all can be told apart. What is hard
 * with normal sight comes first, however near others come for the colour-blind.
 */
export function lookAlike<Entry extends { colour: string }>(
  colour: string,
  others: readonly Entry[],
): LookAlike<Entry> | null {
  for (const group of [['normal'], ['protanopia', 'deuteranopia']] as const) {
    let nearest: (LookAlike<Entry> & { distance: number }) | null = null
    for (const entry of others) {
      for (const vision of group) {
        const distance = colourDistance(colour, entry.colour, vision)
        if (distance < (nearest?.distance ?? hardToTell)) nearest = { entry, vision, distance }
      }
    }
    if (nearest) return { entry: nearest.entry, vision: nearest.vision }
  }
  return null
}
