import type { PowerTable } from './power-table.ts'

/** What stands at a spread of unlabeled samples: by it is told how many would change their class. */
export interface EvidenceSample {
  samples: Int32Array
  /** The class with most evidence (times prior) at each, −1 where none has any; its evidence; the most of the others. */
  best: Int16Array
  most: Float64Array
  runnerUp: Float64Array
  /** How many samples each stands for. */
  weight: number
}

/** Reads the columns of scores at every `step`-th sample that `isOpen`; some milliseconds with a million samples. */
export function readEvidenceSample(
  columns: readonly (Float32Array | null)[],
  prior: ArrayLike<number> | null,
  powers: PowerTable,
  places: { count: number; step: number; isOpen(sample: number): boolean },
): EvidenceSample {
  const open: number[] = []
  for (let sample = 0; sample < places.count; sample += places.step) {
    if (places.isOpen(sample)) open.push(sample)
  }
  const best = new Int16Array(open.length).fill(-1)
  const most = new Float64Array(open.length)
  const runnerUp = new Float64Array(open.length)
  for (let l = 0; l < columns.length; l += 1) {
    const column = columns[l]
    if (!column) continue
    const frequency = prior?.[l] ?? 1
    for (let i = 0; i < open.length; i += 1) {
      const evidence = frequency * powers.of(column[open[i]])
      if (evidence > most[i]) {
        runnerUp[i] = most[i]
        most[i] = evidence
        best[i] = l
      } else if (evidence > runnerUp[i]) runnerUp[i] = evidence
    }
  }
  return { samples: Int32Array.from(open), best, most, runnerUp, weight: places.step }
}
