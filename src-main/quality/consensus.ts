import type { LabelDecoder } from '../decoder/label-decoder.ts'
import { mostProbable } from '../decoder/most-probable.ts'
import { dawidSkene, type SharedOpinions, tabulate } from './dawid-skene.ts'

export type { SharedOpinions } from './dawid-skene.ts'

/** The class that annotators' reliability and the decoder speak for, and how much. */
export interface Verdict {
  sample: number
  classIndex: number
  /** In (0, 1]. */
  weight: number
  /** What the decoder said of the sample without any of the labels that were judged [classes]. */
  prior: Float32Array
}

/**
 * What samples with several opinions are taken for (Dawid and Skene 1979), with what the decoder says of each without its
 * own label as prior. Where the verdict is to depend on the labels alone and not on verdicts before, the decoder
 * must hold none of these samples.
 */
export function verdictsOf(shared: readonly SharedOpinions[], decoder: LabelDecoder): Verdict[] {
  const classes = decoder.classCount
  const { names, opinions } = tabulate(shared)
  const prior = new Float32Array(shared.length * classes)
  shared.forEach(({ sample }, at) => {
    decoder.leaveOneOut(sample, prior.subarray(at * classes, (at + 1) * classes))
  })
  const { truth } = dawidSkene(opinions, { samples: shared.length, annotators: names.length, classes, prior })
  return shared.map(({ sample }, at) => {
    const row = truth.subarray(at * classes, (at + 1) * classes)
    const classIndex = mostProbable(row)
    const own = prior.slice(at * classes, (at + 1) * classes)
    return { sample, classIndex, weight: Math.min(1, row[classIndex]), prior: own }
  })
}
