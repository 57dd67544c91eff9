import type { PowerTable } from './power-table.ts'

/** With more labeled classes than this, sums are taken in groups. */
const fewClasses = 64
/** Classes per group: about the square root of the thousand that are meant to be quick. */
const groupSize = 32

/**
 * The group a class is added up in. Numbers are added within each group first, in order, then the sums of the groups: who
 * takes such a sum elsewhere gets the same one, bit for bit.
 */
export function sumGroup(classIndex: number, labeledClasses: number): number {
  return labeledClasses > fewClasses ? Math.floor(classIndex / groupSize) : 0
}

export interface SummedColumns {
  columns: readonly (Float32Array | null)[]
  /** Classes whose columns are new since last time, or all of them. */
  changed: ReadonlySet<number> | 'all'
  prior: ArrayLike<number> | null
  powers: PowerTable
}

/**
 * Evidence of all classes at every sample, Σ_l π_l · score_l^β. With many classes the sums of groups are remembered from
 * label to label, so that only the changed class's group is added up anew; what comes out depends on the columns alone all
 * the same.
 */
export class ClassSums {
  readonly #count: number
  /** Sums by group [count]; empty while there are few classes. */
  readonly #groups: (Float64Array | null)[] = []
  #power = Number.NaN

  constructor(count: number) {
    this.#count = count
  }

  /**
   * Gets ready for a pass over all samples.
   *
   * @returns what adds the sums of the samples from `start` on to `into`, for each part of the pass once
   */
  begin({
    columns,
    changed,
    prior,
    powers,
  }: SummedColumns): (into: Float64Array, start: number, length: number) => void {
    const members: number[][] = []
    const classes = [...columns.keys()].filter((l) => columns[l] !== null)
    for (const l of classes) {
      const group = sumGroup(l, classes.length)
      members[group] ??= []
      members[group].push(l)
    }
    const add = (group: number, into: Float64Array, start: number, length: number) => {
      const own = members[group]
      for (let at = 0; at < own.length; at += 4) {
        const four = own.slice(at, at + 4)
        powers.addTo(
          into,
          four.map((l) => columns[l] as Float32Array),
          four.map((l) => prior?.[l] ?? 1),
          start,
          length,
        )
      }
    }
    if (classes.length <= fewClasses) {
      this.#groups.length = 0
      return (into, start, length) => {
        if (classes.length > 0) add(0, into, start, length)
      }
    }
    const isStale = this.#takeStale(members, changed, powers.power, classes.length)
    const list = [...members.keys()].filter((group) => members[group])
    return (into, start, length) => {
      for (const group of list) {
        const sums = (this.#groups[group] as Float64Array).subarray(start, start + length)
        if (isStale[group]) add(group, sums.fill(0), start, length)
        for (let i = 0; i < length; i += 1) into[i] += sums[i]
      }
    }
  }

  /** Which groups have to be added up anew; makes room for them. */
  #takeStale(
    members: readonly number[][],
    changed: ReadonlySet<number> | 'all',
    power: number,
    classes: number,
  ): boolean[] {
    const isOther = changed === 'all' || power !== this.#power
    this.#power = power
    const touched = new Set(changed === 'all' ? [] : Array.from(changed, (l) => sumGroup(l, classes)))
    return Array.from(members, (own, group) => {
      const isNew = !this.#groups[group]
      if (!own) this.#groups[group] = null
      else if (isNew) this.#groups[group] = new Float64Array(this.#count)
      return isNew || isOther || touched.has(group)
    })
  }
}
