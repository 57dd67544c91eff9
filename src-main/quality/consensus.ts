import type { LabelDecoder } from '../decoder/label-decoder.ts'
import { dawidSkene, type Opinions } from './dawid-skene.ts'

/** What several people said of a sample; samples and classes counted from 0. */
export interface SharedOpinions {
  sample: number
  opinions: readonly { annotator: string; classIndex: number }[]
}

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
  const names = [...new Set(shared.flatMap(({ opinions }) => opinions.map(({ annotator }) => annotator)))]
  const placeOf = new Map(names.sort().map((name, place) => [name, place]))
  const prior = new Float32Array(shared.length * classes)
  shared.forEach(({ sample }, at) => {
    decoder.leaveOneOut(sample, prior.subarray(at * classes, (at + 1) * classes))
  })
  const flat: Opinions = {
    sample: shared.flatMap(({ opinions }, at) => opinions.map(() => at)),
    annotator: shared.flatMap(({ opinions }) =>
      opinions.map(({ annotator }) => placeOf.get(annotator) as number),
    ),
    classIndex: shared.flatMap(({ opinions }) => opinions.map(({ classIndex }) => classIndex)),
  }
  const { truth } = dawidSkene(flat, { samples: shared.length, annotators: names.length, classes, prior })
  return shared.map(({ sample }, at) => {
    let best = 0
    for (let l = 1; l < classes; l += 1) if (truth[at * classes + l] > truth[at * classes + best]) best = l
    return { sample, classIndex: best, weight: Math.min(1, truth[at * classes + best]) }
  })
}
