import { describe, expect, it } from 'vitest'
import {
  areImageCopies,
  areVectorCopies,
  columnSpreads,
  duplicateCandidates,
  groupPairs,
} from './near-duplicates.ts'
import { createRandom } from './random.ts'

/** Lists of two neighbours each. */
function listsOf(rows: readonly (readonly [number, number, number, number])[]) {
  return {
    count: rows.length,
    neighbours: 2,
    index: Uint32Array.from(rows.flatMap(([a, , b]) => [a, b])),
    squaredDistance: Float32Array.from(rows.flatMap(([, da, , db]) => [da, db])),
  }
}

describe('duplicateCandidates', () => {
  const lists = listsOf([
    [1, 0.01, 2, 0.02],
    [0, 0.01, 2, 4],
    [3, 4, 4, 5],
    [2, 4, 4, 4],
    [3, 4, 2, 5],
  ])

  it('names pairs far nearer than usual once, nearest first, also where only one names the other', () => {
    expect(duplicateCandidates(lists, 10)).toEqual([
      [0, 1],
      [0, 2],
    ])
  })

  it('finds copies also where every sample has one', () => {
    const pairs = listsOf([
      [1, 0.01, 2, 4],
      [0, 0.01, 2, 4],
      [3, 0.01, 0, 4],
      [2, 0.01, 0, 4],
    ])
    expect(duplicateCandidates(pairs, 10)).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it('stops at the number asked for', () => {
    expect(duplicateCandidates(lists, 1)).toEqual([[0, 1]])
    expect(duplicateCandidates({ ...lists, neighbours: 0 }, 1)).toEqual([])
  })
})

describe('areImageCopies', () => {
  const random = createRandom(4)
  const image = Uint8Array.from({ length: 784 }, () => 40 + 120 * random())
  const noise = (amount: number) => image.map((value) => value + amount * (random() - 0.5))

  it('sees through brightness, contrast and a little noise', () => {
    expect(
      areImageCopies(
        image,
        image.map((value) => value + 30),
      ),
    ).toBe(true)
    expect(
      areImageCopies(
        image,
        image.map((value) => value / 2),
      ),
    ).toBe(true)
    expect(areImageCopies(image, noise(10))).toBe(true)
  })

  it('tells images apart that differ in more than that', () => {
    expect(areImageCopies(image, noise(80))).toBe(false)
    expect(areImageCopies(image, image.toReversed())).toBe(false)
    expect(areImageCopies(image, new Uint8Array(784).fill(100))).toBe(false)
  })

  it('compares the tone of images without contrast', () => {
    const grey = (value: number) => new Uint8Array(784).fill(value)
    expect(areImageCopies(grey(10), grey(11))).toBe(true)
    expect(areImageCopies(grey(10), grey(30))).toBe(false)
  })
})

describe('areVectorCopies', () => {
  it('measures every column by its own spread', () => {
    const rows = [Float32Array.of(1, 1000, 5), Float32Array.of(2, 3000, 5), Float32Array.of(3, 2000, 5)]
    const spreads = columnSpreads(rows)
    expect(spreads[0]).toBeCloseTo(Math.sqrt(2 / 3))
    expect(spreads[2]).toBe(0)
    expect(areVectorCopies(rows[0], Float32Array.of(1.001, 1010, 5), spreads)).toBe(true)
    expect(areVectorCopies(rows[0], Float32Array.of(1.1, 1000, 5), spreads)).toBe(false)
  })
})

describe('groupPairs', () => {
  it('joins pairs that share a sample, largest group first', () => {
    const pairs = [
      [7, 9],
      [2, 3],
      [5, 6],
      [3, 6],
      [1, 4],
    ] as const
    expect(groupPairs(pairs)).toEqual([
      [2, 3, 5, 6],
      [1, 4],
      [7, 9],
    ])
    expect(groupPairs([])).toEqual([])
  })
})
