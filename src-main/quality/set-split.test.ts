import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { splitSet } from './set-split.ts'

const threeParts = [0.8, 0.1, 0.1]

/** How many of each class are in each part [parts][classes]. */
function table(partOf: Uint8Array, classOf: ArrayLike<number>, parts: number, classes: number): number[][] {
  const counts = Array.from({ length: parts }, () => new Array<number>(classes).fill(0))
  partOf.forEach((part, item) => {
    counts[part][classOf[item]] += 1
  })
  return counts
}

/** Items of some classes, some of them in groups. */
const sets = fc
  .record({
    classOf: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 300 }),
    shares: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }),
    groupSizes: fc.array(fc.integer({ min: 2, max: 30 }), { maxLength: 12 }),
    seed: fc.nat(),
  })
  .map(({ classOf, shares, groupSizes, seed }) => {
    const items = classOf.map((_, i) => i)
    const random = createRandom(seed)
    items.sort(() => random() - 0.5)
    const groups = groupSizes.map((size) => items.splice(0, size)).filter((group) => group.length > 1)
    return { classOf, classCount: 5, shares, groups, seed }
  })

describe('a split set', () => {
  it('has each class in the shares that are asked for', () => {
    const classOf = Array.from({ length: 1000 }, (_, i) => (i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2))
    const { partOf } = splitSet({ classOf, classCount: 3, groups: [], shares: threeParts, seed: 1 })
    expect(table(partOf, classOf, 3, 3)).toEqual([
      [560, 160, 80],
      [70, 20, 10],
      [70, 20, 10],
    ])
  })

  it('follows from the seed, and from nothing else', () => {
    const task = {
      classOf: new Int32Array(500),
      classCount: 1,
      groups: [
        [3, 4],
        [5, 6, 7],
      ],
      shares: threeParts,
    }
    expect(splitSet({ ...task, seed: 5 })).toEqual(splitSet({ ...task, seed: 5 }))
    expect(splitSet({ ...task, seed: 5 }).partOf).not.toEqual(splitSet({ ...task, seed: 6 }).partOf)
  })

  it('rounds so that small classes do not all fall into the same part', () => {
    // 26 classes of five: half an item too few for the small parts in each of them.
    const classOf = Array.from({ length: 130 }, (_, i) => i % 26)
    const { partOf } = splitSet({ classOf, classCount: 26, groups: [], shares: threeParts, seed: 1 })
    const sizes = table(partOf, classOf, 3, 26).map((counts) => counts.reduce((a, b) => a + b, 0))
    // Every class is in every part, as each has five items.
    expect(
      table(partOf, classOf, 3, 26)
        .flat()
        .every((count) => count > 0),
    ).toBe(true)
    expect(Math.abs(sizes[1] - sizes[2])).toBeLessThanOrEqual(1)
  })

  it('puts groups into all parts, not only into the largest', () => {
    const groups = Array.from({ length: 200 }, (_, i) => [3 * i, 3 * i + 1])
    const { partOf } = splitSet({
      classOf: new Int32Array(600),
      classCount: 1,
      groups,
      shares: [0.6, 0.4],
      seed: 3,
    })
    const inSecond = groups.filter(([item]) => partOf[item] === 1).length
    expect(inSecond).toBeGreaterThan(50)
    expect(inSecond).toBeLessThan(110)
    expect(partOf.reduce((sum, part) => sum + part, 0)).toBe(240)
  })

  it('keeps a group whole that is larger than any part has room for', () => {
    const group = Array.from({ length: 90 }, (_, i) => i)
    const { partOf, wanted } = splitSet({
      classOf: new Int32Array(100),
      classCount: 1,
      groups: [group],
      shares: [0.5, 0.5],
      seed: 1,
    })
    const home = partOf[0]
    expect(group.every((item) => partOf[item] === home)).toBe(true)
    expect(wanted.map(([count]) => count)).toEqual([50, 50])
    // Everything else goes where there is room.
    expect(partOf.subarray(90).every((part) => part === 1 - home)).toBe(true)
  })

  it('never parts a group, forgets no item, and keeps shares where no group stands in the way', () => {
    fc.assert(
      fc.property(sets, (task) => {
        const { partOf, wanted } = splitSet(task)
        for (const group of task.groups) expect(new Set(group.map((item) => partOf[item])).size).toBe(1)
        const counts = table(partOf, task.classOf, task.shares.length, task.classCount)
        expect(counts.flat().reduce((a, b) => a + b, 0)).toBe(task.classOf.length)
        if (task.groups.length === 0) expect(counts).toEqual(wanted)
        const sizes = table(new Uint8Array(task.classOf.length), task.classOf, 1, task.classCount)[0]
        expect(sizes.map((_, c) => wanted.reduce((sum, ofClass) => sum + ofClass[c], 0))).toEqual(sizes)
        sizes.forEach((size, c) => {
          if (size >= task.shares.length) expect(wanted.every((ofClass) => ofClass[c] > 0)).toBe(true)
        })
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
