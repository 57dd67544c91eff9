import type { ClassPrior } from '../contract/labeling.ts'
import { priorOf } from '../decoder/class-prior.ts'
import type { AuditLabel } from '../project/label-audit.ts'
import type { Opinion } from '../project/label-opinions.ts'
import type { CurrentLabels } from '../project/label-state.ts'
import type { LabelWords } from './prediction-state.ts'

/** What is known of a label log, be it as it is or as it was. */
export interface SpokenLabels {
  current: () => CurrentLabels
  /** By ordinal. */
  shared: () => ArrayLike<number> & Iterable<number>
  opinions: (ordinal: number) => Opinion[]
  auditLabels: () => readonly AuditLabel[]
}

/** What a label log says, for the decoder. */
export function labelWords(log: SpokenLabels, prior: () => ClassPrior): LabelWords {
  return {
    wordOn: (ordinal) => {
      const { labels, audited, excluded } = log.current()
      if (labels[ordinal] === 0 || excluded[ordinal] !== 0) return null
      return { classId: labels[ordinal], drawn: audited[ordinal] !== 0 }
    },
    shared: () => Array.from(log.shared(), (ordinal) => ({ ordinal, opinions: log.opinions(ordinal) })),
    prior: (classIds) => {
      const drawn = classIds.map(() => 0)
      if (prior().kind === 'estimated') {
        for (const { classId } of log.auditLabels()) drawn[classIds.indexOf(classId)]++
      }
      return priorOf(prior(), classIds, drawn)
    },
  }
}
