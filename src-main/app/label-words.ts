import type { ClassPrior } from '../contract/labeling.ts'
import { priorOf } from '../decoder/class-prior.ts'
import type { LabelReader } from '../project/label-reader.ts'
import type { LabelWords } from './prediction-state.ts'

/** What a label log says, for the decoder; be it as it is or as it was. */
export function labelWords(log: LabelReader, prior: () => ClassPrior): LabelWords {
  return {
    wordOn: (ordinal) => {
      const { labels, audited, excluded } = log.current()
      if (labels[ordinal] === 0 || excluded[ordinal] !== 0) return null
      return { classId: labels[ordinal], drawn: audited[ordinal] !== 0 }
    },
    shared: () => Array.from(log.shared(), (ordinal) => ({ ordinal, opinions: log.opinions(ordinal + 1) })),
    prior: (classIds) => {
      const drawn = classIds.map(() => 0)
      if (prior().kind === 'estimated') {
        for (const { classId } of log.auditLabels()) drawn[classIds.indexOf(classId)]++
      }
      return priorOf(prior(), classIds, drawn)
    },
  }
}
