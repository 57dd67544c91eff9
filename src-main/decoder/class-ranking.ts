import { ClassSums } from './class-sums.ts'
import type { Predictions } from './label-decoder.ts'
import type { PowerTable } from './power-table.ts'
import type { SparseRows } from './sparse-rows.ts'

/** Scores of all samples for all classes, and how they become probabilities: evidence is π_l · score^β. */
export interface ScoreColumns {
  /** Score for each class [count]; null while a class has no label. */
  columns: readonly (Float32Array | null)[]
  /** Classes whose columns are new since last time, or all of them. */
  changed: ReadonlySet<number> | 'all'
  /** π [≥ classes]; null: all alike. */
  prior: ArrayLike<number> | null
  powers: PowerTable
  /** Evidence of a class that nobody has labeled yet. */
  unseen: number
  /** Number of classes that share the probability where there is no evidence, and the one then named. */
  sharing: number
  unsureClass: number
}

/** Samples looked at together, so that what belongs to them stays in the first-level cache. */
const blockSize = 2048
/** With more columns changed than this, all are compared again. */
const fewChanged = 4

/** Evidence of a block's samples: that for the first class, for the second and for all. */
interface BlockEvidence {
  most: Float64Array
  next: Float64Array
  sums: Float64Array
}

/**
 * Most probable class, confidence and uncertainty of every sample. Which two classes have most is remembered from one
 * label to the next: a column that changed can matter only where it was one of them or has become one. The
 * sums of evidence are never changed by what a column gained or lost but added up anew (see {@link ClassSums}), so that
 * what is answered depends on the columns alone and not on how they came about.
 */
export class ClassRanking {
  readonly #rows: SparseRows
  /** Class with the largest score times π^(1/β) of each sample, −1 while all are 0; of equal ones the lowest. */
  readonly #best: Int16Array
  /** A class with the largest such score but for the best. */
  readonly #runnerUp: Int16Array
  readonly #bestScore: Float32Array
  readonly #runnerUpScore: Float32Array
  readonly #sums: ClassSums

  constructor(rows: SparseRows) {
    this.#rows = rows
    this.#sums = new ClassSums(rows.count)
    this.#best = new Int16Array(rows.count).fill(-1)
    this.#runnerUp = new Int16Array(rows.count).fill(-1)
    this.#bestScore = new Float32Array(rows.count)
    this.#runnerUpScore = new Float32Array(rows.count)
  }

  /** @returns how many entries of `best` changed */
  decode(scores: ScoreColumns, into: Predictions): number {
    const { columns, prior, powers } = scores
    const classes = [...columns.keys()].filter((l) => columns[l] !== null)
    const weights = columns.map((_, l) => (prior ? prior[l] ** (1 / powers.power) : 1))
    const changed = scores.changed === 'all' || scores.changed.size > fewChanged ? null : [...scores.changed]
    const sums = new Float64Array(blockSize)
    const evidence = { most: new Float64Array(blockSize), next: new Float64Array(blockSize), sums }
    const addSums = this.#sums.begin(scores)
    let count = 0
    for (let start = 0; start < this.#rows.count; start += blockSize) {
      const end = Math.min(start + blockSize, this.#rows.count)
      sums.fill(0)
      // Sums first: they read the columns in the order of memory, which is then near.
      addSums(sums, start, end - start)
      if (changed) for (const l of changed) this.#follow(l, columns, weights, start, end)
      else this.#rankAll(classes, columns, weights, start, end)
      this.#readEvidence(scores, evidence, start, end)
      count += this.#answer(scores, classes.length > 0, evidence, start, end, into)
    }
    return count
  }

  /** Ranks those samples anew for which the column of one class may have changed the first two. */
  #follow(
    classIndex: number,
    columns: readonly (Float32Array | null)[],
    weights: readonly number[],
    start: number,
    end: number,
  ): void {
    const column = columns[classIndex] ?? null
    const weight = weights[classIndex] ?? 0
    const best = this.#best
    const runnerUp = this.#runnerUp
    const bestScore = this.#bestScore
    const runnerUpScore = this.#runnerUpScore
    for (let sample = start; sample < end; sample += 1) {
      const score = column ? Math.fround(weight * column[sample]) : 0
      if (best[sample] === classIndex) {
        // Still before all others, which are as they were.
        if (score > runnerUpScore[sample]) bestScore[sample] = score
        else this.#rank(sample, columns, weights)
      } else if (runnerUp[sample] === classIndex) {
        if (score >= runnerUpScore[sample] && score < bestScore[sample]) runnerUpScore[sample] = score
        else this.#rank(sample, columns, weights)
      } else if (score > bestScore[sample]) {
        // Before all others, which are as they were: the first is the second now.
        runnerUp[sample] = best[sample]
        runnerUpScore[sample] = bestScore[sample]
        best[sample] = classIndex
        bestScore[sample] = score
      } else if (score > runnerUpScore[sample] && score < bestScore[sample]) {
        runnerUp[sample] = classIndex
        runnerUpScore[sample] = score
      } else if (score > 0 && score === bestScore[sample]) this.#rank(sample, columns, weights)
    }
  }

  #rank(sample: number, columns: readonly (Float32Array | null)[], weights: readonly number[]): void {
    let best = -1
    let runnerUp = -1
    let bestScore = 0
    let runnerUpScore = 0
    for (let l = 0; l < columns.length; l += 1) {
      const column = columns[l]
      if (!column) continue
      const score = Math.fround(weights[l] * column[sample])
      if (score <= runnerUpScore) continue
      // Strictly larger: of classes with the same score the lowest stays, as with numpy's argmax.
      if (score > bestScore) {
        runnerUpScore = bestScore
        runnerUp = best
        bestScore = score
        best = l
      } else {
        runnerUpScore = score
        runnerUp = l
      }
    }
    this.#best[sample] = best
    this.#runnerUp[sample] = runnerUp
    this.#bestScore[sample] = bestScore
    this.#runnerUpScore[sample] = runnerUpScore
  }

  /** The same for a block of samples, column by column, which is how they lie in memory. */
  #rankAll(
    classes: readonly number[],
    columns: readonly (Float32Array | null)[],
    weights: readonly number[],
    start: number,
    end: number,
  ): void {
    const best = this.#best.subarray(start, end).fill(-1)
    const runnerUp = this.#runnerUp.subarray(start, end).fill(-1)
    const bestScore = this.#bestScore.subarray(start, end).fill(0)
    const runnerUpScore = this.#runnerUpScore.subarray(start, end).fill(0)
    for (const l of classes) {
      const column = columns[l] as Float32Array
      const weight = weights[l]
      for (let i = 0; i < best.length; i += 1) {
        const score = Math.fround(weight * column[start + i])
        if (score <= runnerUpScore[i]) continue
        if (score > bestScore[i]) {
          runnerUpScore[i] = bestScore[i]
          runnerUp[i] = best[i]
          bestScore[i] = score
          best[i] = l
        } else {
          runnerUpScore[i] = score
          runnerUp[i] = l
        }
      }
    }
  }

  /** Evidence for the first two classes of each sample of a block. */
  #readEvidence(
    { columns, prior, powers }: ScoreColumns,
    { most, next }: BlockEvidence,
    start: number,
    end: number,
  ): void {
    most.fill(0)
    next.fill(0)
    if (!prior) {
      powers.addTo(most, [this.#bestScore], [1], start, end - start)
      powers.addTo(next, [this.#runnerUpScore], [1], start, end - start)
      return
    }
    for (let sample = start; sample < end; sample += 1) {
      const best = this.#best[sample]
      const runnerUp = this.#runnerUp[sample]
      if (best >= 0) most[sample - start] = prior[best] * powers.of(columns[best]?.[sample] ?? 0)
      if (runnerUp >= 0) next[sample - start] = prior[runnerUp] * powers.of(columns[runnerUp]?.[sample] ?? 0)
    }
  }

  #answer(
    { unseen, sharing, unsureClass }: ScoreColumns,
    hasLabels: boolean,
    { most, next, sums }: BlockEvidence,
    start: number,
    end: number,
    into: Predictions,
  ): number {
    const { weight, neighbours } = this.#rows
    let count = 0
    for (let sample = start, i = 0; sample < end; sample += 1, i += 1) {
      let winner = this.#best[sample]
      let confidence = most[i] / sums[i]
      let uncertainty = 1 - (most[i] - next[i]) / (sums[i] + unseen)
      // Rows list their largest entry first: a zero there is a row of zeros, a sample that is not sorted yet.
      if (!hasLabels || weight[sample * neighbours] === 0) {
        winner = -1
        confidence = 0
        uncertainty = 1
      } else if (winner === -1) {
        winner = unsureClass
        confidence = 1 / sharing
        uncertainty = 1
      }
      if (into.best[sample] !== winner) {
        into.best[sample] = winner
        count += 1
      }
      into.confidence[sample] = confidence
      into.uncertainty[sample] = uncertainty
    }
    return count
  }
}
