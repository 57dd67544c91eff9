import type { ClassQuality, Interval } from '../contract/quality.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import { weightedShare } from './weighted-share.ts'

/** Audit samples by class, counted from 0 [v each]. */
export interface AuditedClasses {
  /** What the decoder says from all other labels; −1 where it says nothing. */
  guess: ArrayLike<number>
  label: ArrayLike<number>
  /** How much each stands for among the samples that nobody or only the audit has labeled. */
  weight: ArrayLike<number>
}

/** All samples, by class [classCount each]. */
export interface ClassCounts {
  labeled: ArrayLike<number>
  /** Guesses for unlabeled samples. */
  predicted: ArrayLike<number>
  samples: number
}

/**
 * Precision, recall and share of each class, by audit samples alone: labels of chosen questions lie where the decoder is
 * unsure, and would make it look worse than it is, or better where whole clusters were labeled.
 *
 * @param classIds id of each class; the answer is in their order
 */
export function classMetrics(
  classIds: readonly number[],
  audit: AuditedClasses,
  counts: ClassCounts,
): ClassQuality[] {
  const audits = Array.from(audit.label, (_, i) => i)
  const audited = classIds.map((_, l) => audits.filter((i) => audit.label[i] === l).length)
  const settled = classIds.map((_, l) => counts.labeled[l] - audited[l])
  const open = counts.samples - settled.reduce((sum, value) => sum + value, 0)
  const share = (among: readonly number[], isHit: (i: number) => boolean): Interval | null =>
    weightedShare(
      among.map((i) => (isHit(i) ? 1 : 0)),
      among.map((i) => audit.weight[i]),
      jeffreysInterval,
    )
  return classIds.map((classId, l) => {
    const isGuessed = (i: number) => audit.guess[i] === l
    const isLabeled = (i: number) => audit.label[i] === l
    const ofOpen = share(audits, isLabeled)
    // What was labeled otherwise is known; the audit speaks for everything else.
    const whole = (part: number) => (settled[l] + part * open) / counts.samples
    return {
      classId,
      labeled: counts.labeled[l],
      audited: audited[l],
      predicted: counts.predicted[l],
      precision: share(audits.filter(isGuessed), isLabeled),
      recall: share(audits.filter(isLabeled), isGuessed),
      share: ofOpen && { value: whole(ofOpen.value), low: whole(ofOpen.low), high: whole(ofOpen.high) },
    }
  })
}
