import type { Project } from '../project.ts'
import type { PlainLog } from './plain-log.ts'
import { splitRunId } from './random-actions.ts'

/** All that the log says about its samples, in the form of {@link PlainLog.state}. */
export function stateOf({ labels, samples }: Project): ReturnType<PlainLog['state']> {
  const current = labels.current()
  const disputes = new Set(labels.disputes())
  const shared = new Set(labels.shared())
  const audits = new Map(labels.auditLabels().map(({ ordinal, classId }) => [ordinal, classId]))
  return {
    samples: Array.from({ length: samples.count() }, (_, ordinal) => ({
      label: current.labels[ordinal],
      source: current.sources[ordinal],
      skipped: current.skipped[ordinal],
      flagged: current.flagged[ordinal],
      reason: labels.flagReason(ordinal + 1),
      excluded: current.excluded[ordinal],
      opinions: labels.opinions(ordinal + 1).map(({ annotator, classId }) => ({ annotator, classId })),
      isShared: shared.has(ordinal),
      isDisputed: disputes.has(ordinal),
      auditClass: audits.get(ordinal) ?? null,
    })),
    skippedAudits: labels.skippedAudits(),
    asked: { ...labels.askedCounts() },
    splits: labels.splits(splitRunId).map(({ eventId, ...split }) => split),
  }
}
