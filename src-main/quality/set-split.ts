import { createRandom, permutation } from '../decoder/random.ts'

/** What is split: items 0 … n − 1. */
export interface SplitItems {
  /** Class of each item, counted from 0 [n]; all 0 where classes do not matter. */
  classOf: ArrayLike<number>
  classCount: number
  /** Items that must not be parted, at least two each; no item in two groups. */
  groups: readonly (readonly number[])[]
  /** How large each part is to be, in any scale. */
  shares: readonly number[]
  seed: number
}

export interface SetSplit {
  /** Part of each item [n]. */
  partOf: Uint8Array
  /** Items of each class that each part was to have [parts][classes]. */
  wanted: number[][]
}

/**
 * Splits a set into parts of given shares, every class in the same shares (largest remainder) and, where it has that
 * many items, in every part. Groups go first and as a whole, each into a part that has room for it, drawn by how much
 * room is left, so that copies are not all found in the largest part; where none has, into the one that it overfills
 * least. The same seed gives the same parts.
 */
export function splitSet({ classOf, classCount, groups, shares, seed }: SplitItems): SetSplit {
  const random = createRandom(seed)
  const sizes = new Array<number>(classCount).fill(0)
  for (let i = 0; i < classOf.length; i += 1) sizes[classOf[i]] += 1
  const wanted = allot(sizes, shares)
  const room = wanted.map((ofClass) => ofClass.slice())
  const partOf = new Uint8Array(classOf.length)
  const isGrouped = new Uint8Array(classOf.length)
  const order = permutation(groups.length, seed + 1)
  const shuffled = Array.from(order, (i) => groups[i]).sort((a, b) => b.length - a.length)
  for (const group of shuffled) {
    const counts = new Map<number, number>()
    for (const item of group) counts.set(classOf[item], (counts.get(classOf[item]) ?? 0) + 1)
    const part = partFor(counts, room, random)
    for (const [c, count] of counts) room[part][c] -= count
    for (const item of group) {
      partOf[item] = part
      isGrouped[item] = 1
    }
  }
  placeSingles({ classOf, classCount, isGrouped, room, partOf, seed })
  return { partOf, wanted }
}

/**
 * How many of each class go into each part [parts][classes]: what shares come to, rounded by the largest remainder; of
 * equal remainders the part comes first that is farthest behind what it should have of all classes together.
 */
function allot(sizes: readonly number[], shares: readonly number[]): number[][] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const wanted = shares.map(() => sizes.map(() => 0))
  const behind = shares.map(() => 0)
  sizes.forEach((size, c) => {
    const exact = shares.map((share) => (size * share) / total)
    const counts = exact.map(Math.floor)
    let left = size - counts.reduce((sum, count) => sum + count, 0)
    const byRemainder = shares.map((_, p) => p)
    byRemainder.sort(
      (p, q) => exact[q] - counts[q] - (exact[p] - counts[p]) || behind[q] - behind[p] || p - q,
    )
    for (const p of byRemainder) {
      if (left === 0) break
      counts[p] += 1
      left -= 1
    }
    if (size >= shares.length) fillEmpty(counts, shares)
    counts.forEach((count, p) => {
      wanted[p][c] = count
      behind[p] += exact[p] - count
    })
  })
  return wanted
}

/** Gives each part of any size at least one, from those that have most. */
function fillEmpty(counts: number[], shares: readonly number[]): void {
  shares.forEach((share, p) => {
    if (counts[p] > 0 || share === 0) return
    counts[counts.indexOf(Math.max(...counts))] -= 1
    counts[p] = 1
  })
}

/** The part a group goes into. */
function partFor(
  counts: ReadonlyMap<number, number>,
  room: readonly number[][],
  random: () => number,
): number {
  const excess = room.map((ofClass) => {
    let sum = 0
    for (const [c, count] of counts) sum += Math.max(0, count - Math.max(0, ofClass[c]))
    return sum
  })
  const least = Math.min(...excess)
  const weights = room.map((ofClass, p) => {
    if (excess[p] > least) return 0
    let sum = 0
    for (const c of counts.keys()) sum += Math.max(0, ofClass[c])
    // Where nobody has room left, all are alike.
    return sum + 1e-9
  })
  let at = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [p, weight] of weights.entries()) {
    at -= weight
    if (weight > 0 && at < 0) return p
  }
  return weights.indexOf(Math.max(...weights))
}

/** Deals the items of no group into the room that is left, in a random order. */
function placeSingles(task: {
  classOf: ArrayLike<number>
  classCount: number
  isGrouped: Uint8Array
  room: readonly number[][]
  partOf: Uint8Array
  seed: number
}): void {
  const { classOf, classCount, isGrouped, room, partOf, seed } = task
  const singles = new Array<number>(classCount).fill(0)
  for (let i = 0; i < classOf.length; i += 1) if (isGrouped[i] === 0) singles[classOf[i]] += 1
  // Groups may have taken more than their part had room for; what is left is shared by the others.
  const left = singles.map((count, c) => {
    const rooms = room.map((ofClass) => Math.max(0, ofClass[c]))
    const isFit = rooms.reduce((sum, value) => sum + value, 0) === count
    return isFit ? rooms : allot([count], rooms.some((value) => value > 0) ? rooms : room.map(() => 1)).flat()
  })
  for (const item of permutation(classOf.length, seed)) {
    if (isGrouped[item] !== 0) continue
    const counts = left[classOf[item]]
    const part = counts.findIndex((count) => count > 0)
    partOf[item] = part
    counts[part] -= 1
  }
}
