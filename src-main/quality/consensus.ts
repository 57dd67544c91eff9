import type { LabelDecoder } from '../decoder/label-decoder.ts'
import { dawidSkene, type SharedOpinions, tabulate } from './dawid-skene.ts'

export type { SharedOpinions } from './dawid-skene.ts'

/** The class that annotators' reliability and the decoder speak for, and how much. */
export interface Verdict {
  sample: number
  classIndex: number
  /** In (0, 1]. */
  weight: number
}

/**
 * What samples with several opinions are taken for (Dawid and Skene 1979, with the decoder as prior). The decoder must
 * hold none of their labels: then the verdict depends on the labels alone, not on what was believed before.
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
    let best = 0
    for (let l = 1; l < classes; l += 1) if (truth[at * classes + l] > truth[at * classes + best]) best = l
    return { sample, classIndex: best, weight: Math.min(1, truth[at * classes + best]) }
  })
}
