import type { Asked } from '../contract/labeling.ts'
import type { LabelAction } from './label-action.ts'
import type { AuditLabel } from './label-audit.ts'
import type { ClusterSplit } from './label-change.ts'
import type { Opinion } from './label-opinions.ts'
import type { CurrentLabels, LabelOrigin, LabelState } from './label-state.ts'
import type { TapeStep } from './label-tape.ts'

/** What a label log says about the samples, by their ids. */
export class LabelReader {
  /** What holds now; it changes with the log. */
  readonly state: LabelState

  constructor(state: LabelState) {
    this.state = state
  }

  /** Live arrays by ordinal; they change with the log and are replaced after an import: do not keep them. */
  current(): CurrentLabels {
    return this.state.current
  }

  get canUndo(): boolean {
    return this.state.tape.previous !== null
  }

  get canRedo(): boolean {
    return this.state.tape.next !== null
  }

  /** Where the sample's label came from; null where it has none. */
  origin(sampleId: number): LabelOrigin | null {
    return this.state.origin(sampleId - 1)
  }

  /** Samples that got their label in the same step as this one, itself included; 0 where it has none. */
  labeledTogether(sampleId: number): number {
    return this.state.labeledTogether(sampleId - 1)
  }

  /** Why the sample is flagged, in the words of who did it; null where nobody said, or it is not flagged. */
  flagReason(sampleId: number): string | null {
    return this.state.flagReason(sampleId - 1)
  }

  /** What people say the sample is; see {@link Opinion}. */
  opinions(sampleId: number): Opinion[] {
    return this.state.opinions(sampleId - 1)
  }

  /** Ordinals of the samples, but those excluded, that several people gave a class, be it the same or not; in order. */
  shared(): Int32Array {
    return this.state.shared()
  }

  /** Ordinals of those on which they disagree; in order. */
  disputes(): Int32Array {
    return this.state.disputes()
  }

  /**
   * Labels of samples that were drawn at random for the audit, by ordinal, without those excluded. The same array until
   * something changes.
   */
  auditLabels(): readonly AuditLabel[] {
    return this.state.auditLabels()
  }

  /** Samples that people passed over when the audit asked about them: nobody knows what they would have said. */
  skippedAudits(): number {
    return this.state.skippedAudits()
  }

  /** Labels in effect that answer questions, by the kind of question. */
  askedCounts(): Readonly<Record<Asked, number>> {
    return this.state.asked
  }

  /** Samples people labeled, without those excluded. */
  labeledCount(): number {
    return this.state.labeledCount()
  }

  /** Clusters of a run that are parted, in the order people parted them. */
  splits(runId: number): ClusterSplit[] {
    return this.state.splits(runId)
  }

  /**
   * Actions in effect, newest first, with the number of samples each touches; take as many as you need before anything
   * changes.
   */
  *inEffect(): Generator<{ action: LabelAction; samples: number }> {
    const { tape } = this.state
    for (let place = tape.head - 1; place >= 0; place--) {
      yield { action: tape.at(place), samples: tape.touchedAt(place) }
    }
  }

  /** Actions in effect with the ordinals they touch, oldest first; not to be kept. */
  stepsInEffect(): Generator<TapeStep> {
    return this.state.tape.steps()
  }
}
