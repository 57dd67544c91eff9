import { letterSkeletons } from './letter-skeletons.ts'
import { type BoneStroke, parseSkeleton } from './letter-strokes.ts'
import { createRandom, type Random } from './random.ts'

/** What stays the same in one person's hand. Lengths are in skeleton units (100 = height of a capital). */
export interface Writer {
  /** Horizontal shift per unit of height: positive leans to the right. */
  slant: number
  /** Width of letters relative to the skeleton. */
  breadth: number
  /** Pen width in pixels of the finished image. */
  penWidth: number
  /** How far points of a skeleton stray, one standard deviation. */
  wobble: number
  /** How far the whole letter is bent out of shape. */
  bend: number
  /** Chance that a sharp turn is written as a curve. */
  roundness: number
  /** Change of the pen's width along a stroke, as a share of it. */
  pressure: number
  softness: number
  level: number
  /** The form this hand prefers, per letter: index into {@link capitals} and {@link smalls}. */
  capital: number[]
  small: number[]
}

/** Forms of the 26 letters, parsed. */
export const capitals: BoneStroke[][][] = letterSkeletons.map(({ upper }) => upper.map(parseSkeleton))
export const smalls: BoneStroke[][][] = letterSkeletons.map(({ lower }) => lower.map(parseSkeleton))

/** The hand of writer `index`; the same for the same seed. */
export function createWriter(seed: number, index: number): Writer {
  // Writers draw from streams of their own, below those of the letters.
  const random = createRandom(seed, -1 - index)
  return {
    slant: 0.12 + 0.17 * random.normal(),
    breadth: random.between(0.72, 1.12),
    penWidth: random.between(1.8, 3.5),
    wobble: random.between(1, 3.2),
    bend: random.between(1, 4.5),
    roundness: random.next() < 0.3 ? 0.5 : 0.06,
    pressure: random.between(0.03, 0.22),
    softness: random.between(1.1, 1.9),
    level: random.between(228, 255),
    capital: preferred(random, capitals),
    small: preferred(random, smalls),
  }
}

function preferred(random: Random, forms: BoneStroke[][][]): number[] {
  return forms.map((variants) => random.below(variants.length))
}
