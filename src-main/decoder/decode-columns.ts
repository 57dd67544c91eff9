import type { Predictions } from './label-decoder.ts'

/** Evidence of all samples for all classes, and what to say where there is none. */
export interface EvidenceColumns {
  /** Evidence for each class [count]; null while a class has no label. */
  columns: readonly (Float32Array | null)[]
  /** π, by which evidence is multiplied [≥ classes]; null: all alike. */
  prior: ArrayLike<number> | null
  /** Evidence of a class that nobody has labeled yet. */
  unseen: number
  /** Number of classes that share the probability where there is no evidence, and the one then named. */
  sharing: number
  unsureClass: number
  isSorted(sample: number): boolean
}

/** Samples looked at together in a pass over all classes, so that the running results stay in the first-level cache. */
const blockSize = 2048

/**
 * Most probable class, confidence and uncertainty of every sample, in one pass over the columns.
 *
 * @returns how many entries of `best` changed
 */
export function decodeColumns(evidence: EvidenceColumns, into: Predictions): number {
  const { columns, prior, unseen, sharing, unsureClass } = evidence
  const count = into.best.length
  const classes = [...columns.keys()].filter((l) => columns[l] !== null)
  const best = new Int16Array(blockSize)
  const largest = new Float32Array(blockSize)
  const second = new Float32Array(blockSize)
  const sum = new Float64Array(blockSize)
  let changed = 0
  for (let start = 0; start < count; start += blockSize) {
    const length = Math.min(blockSize, count - start)
    largest.fill(0)
    second.fill(0)
    sum.fill(0)
    best.fill(-1)
    for (const l of classes) {
      const column = columns[l] as Float32Array
      const frequency = prior ? prior[l] : 1
      for (let i = 0; i < length; i += 1) {
        const value = frequency * column[start + i]
        sum[i] += value
        if (value <= second[i]) continue
        // Strictly larger: of classes with the same evidence the lowest stays, as with numpy's argmax.
        if (value > largest[i]) {
          second[i] = largest[i]
          largest[i] = value
          best[i] = l
        } else second[i] = value
      }
    }
    for (let i = 0; i < length; i += 1) {
      const sample = start + i
      let winner = best[i]
      let confidence = largest[i] / sum[i]
      let uncertainty = 1 - (largest[i] - second[i]) / (sum[i] + unseen)
      if (classes.length === 0 || !evidence.isSorted(sample)) {
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
        changed += 1
      }
      into.confidence[sample] = confidence
      into.uncertainty[sample] = uncertainty
    }
  }
  return changed
}
