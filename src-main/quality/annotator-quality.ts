import type { AnnotatorQuality, Dispute } from '../contract/quality.ts'
import { mostProbable } from '../decoder/most-probable.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import {
  agreementWithTruth,
  type CrowdVerdict,
  dawidSkene,
  type SharedOpinions,
  tabulate,
} from './dawid-skene.ts'

/** A sample that several people gave a class; samples and classes counted from 0. */
export interface SharedSample extends SharedOpinions {
  /** What the decoder would say without its label [classes]; zeros where it says nothing. */
  prior: ArrayLike<number>
}

/**
 * Where people disagree and what speaks for which class, and how far everybody is to be trusted.
 *
 * @param labels samples that each annotator gave a class, shared or not
 * @param classIds id of each class
 */
export function judgeAnnotators(
  shared: readonly SharedSample[],
  labels: ReadonlyMap<string, number>,
  classIds: readonly number[],
): { disputes: Dispute[]; annotators: AnnotatorQuality[] } {
  const { names, opinions } = tabulate(shared, labels.keys())
  const size = { samples: shared.length, annotators: names.length, classes: classIds.length }
  const prior = new Float32Array(shared.length * classIds.length)
  shared.forEach((entry, at) => {
    prior.set(entry.prior, at * classIds.length)
  })
  const verdict = dawidSkene(opinions, { ...size, prior })
  const { agreed, said } = agreementWithTruth(opinions, verdict.truth, size)
  return {
    disputes: shared.flatMap((entry, at) =>
      isDisputed(entry) ? [disputeOf(entry, at, verdict, classIds)] : [],
    ),
    annotators: names.map((annotator, place) => ({
      annotator,
      labels: labels.get(annotator) ?? 0,
      shared: said[place],
      reliability:
        said[place] > 0
          ? { value: agreed[place] / said[place], ...jeffreysInterval(agreed[place], said[place]) }
          : null,
    })),
  }
}

function isDisputed({ opinions }: SharedSample): boolean {
  return opinions.some(({ classIndex }) => classIndex !== opinions[0].classIndex)
}

function disputeOf(
  { sample, opinions }: SharedSample,
  at: number,
  { truth }: CrowdVerdict,
  classIds: readonly number[],
): Dispute {
  const row = truth.subarray(at * classIds.length, (at + 1) * classIds.length)
  const consensus = mostProbable(row)
  return {
    sample: sample + 1,
    opinions: opinions.map(({ annotator, classIndex }) => ({ annotator, classId: classIds[classIndex] })),
    consensusClassId: classIds[consensus],
    probability: row[consensus],
  }
}
