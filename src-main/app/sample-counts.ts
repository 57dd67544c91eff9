import { confidentFrom } from '../contract/labeling.ts'
import type { Predictions } from '../decoder/label-decoder.ts'
import type { CurrentLabels } from '../project/label-state.ts'

export interface CountedState {
  /** All samples, those that are not sorted yet too. */
  samples: number
  /** Labels that count: 0 for excluded samples, too. */
  labels: ArrayLike<number>
  current: Pick<CurrentLabels, 'skipped' | 'flagged' | 'excluded'>
  /** Larger than every class id. */
  idLimit: number
  /** What the decoder says about the first `count` samples; null while there is none. */
  decoded: { predictions: Predictions; count: number; classCount: number } | null
  /**
   * Imported truth as the decoder counts classes: −1 none, −2 a class nobody has defined [≥ count]; null where none was
   * imported. Asked for only once something is labeled.
   */
  truth: () => Int16Array | null
}

export interface SampleCounts {
  labeled: number
  /** Excluded ones do not count. */
  skipped: number
  flagged: number
  excluded: number
  /** Sorted samples without a label that are not excluded, and those of them with a confident guess. */
  open: number
  confident: number
  /** Labels by class id [idLimit]. */
  labeledAs: Uint32Array
  /** Guesses for samples without a label, by the decoder's count of classes. */
  guessedAs: Uint32Array
  /** Samples without a label whose truth is known, and those of them that are guessed right. */
  known: number
  right: number
}

/** Everything the window's numbers are made of, in one pass over the samples. */
export function countSamples({
  samples,
  labels,
  current,
  idLimit,
  decoded,
  ...imported
}: CountedState): SampleCounts {
  const { skipped, flagged, excluded } = current
  const labeledAs = new Uint32Array(idLimit)
  const guessedAs = new Uint32Array(decoded?.classCount ?? 0)
  let labeled = 0
  let skips = 0
  let flags = 0
  let junk = 0
  for (let i = 0; i < samples; i += 1) {
    if (labels[i] !== 0) {
      labeledAs[labels[i]] += 1
      labeled += 1
    }
    if (excluded[i] === 0) skips += skipped[i]
    junk += excluded[i]
    flags += flagged[i]
  }
  const counts = {
    labeled,
    skipped: skips,
    flagged: flags,
    excluded: junk,
    open: 0,
    confident: 0,
    known: 0,
    right: 0,
  }
  if (!decoded) return { ...counts, labeledAs, guessedAs }
  const truth = labeled > 0 ? imported.truth() : null
  const { best, confidence } = decoded.predictions
  let open = 0
  let confident = 0
  let known = 0
  let right = 0
  for (let i = 0; i < decoded.count; i += 1) {
    if (labels[i] !== 0 || excluded[i] !== 0) continue
    open += 1
    if (confidence[i] >= confidentFrom) confident += 1
    const guess = best[i]
    if (guess >= 0) guessedAs[guess] += 1
    if (truth !== null && truth[i] !== -1) {
      known += 1
      if (guess === truth[i]) right += 1
    }
  }
  return { ...counts, open, confident, known, right, labeledAs, guessedAs }
}
