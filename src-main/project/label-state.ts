import type { Asked } from '../contract/labeling.ts'
import type { LabelAction } from './label-action.ts'
import { type AuditLabel, auditAnswer } from './label-audit.ts'
import type { ClusterSplit } from './label-change.ts'
import { agreed, agreementOn, disputed, type Opinion, opinionsOn } from './label-opinions.ts'
import { LabelTape, resized, type TapeStep, tracks } from './label-tape.ts'

/** What holds for every sample, by ordinal (id − 1). The arrays are live: they change with the log. */
export interface CurrentLabels {
  /** Class id, merges resolved; 0 where nobody labeled. */
  labels: Int32Array
  /** See {@link sourceHuman}; 0 where nobody labeled. */
  sources: Uint8Array
  /** 1 where the last word on an unlabeled sample is a skip. */
  skipped: Uint8Array
  /** 1 where flagged for a second look. */
  flagged: Uint8Array
  /** 1 where taken out as junk; the sample keeps its label, which counts no more. */
  excluded: Uint8Array
  /** 1 where the sample came to be labeled by an audit question and is not excluded. */
  audited: Uint8Array
  /** See {@link agreementOn}; 0 where excluded. */
  agreement: Uint8Array
}

/** Labeled on its own or in a selection. */
export const sourceHuman = 1
/** Labeled with its whole cluster. */
export const sourceBulk = 2

/** Who gave a sample its label, when, and how the sample came to be asked. */
export interface LabelOrigin {
  eventId: number
  source: 'human' | 'bulk'
  annotator: string
  at: string
  asked: Asked | null
}

/** The ordinals that steps touched and the class id of each before and after; 0 for none. */
export interface Effect {
  ordinals: Int32Array
  before: Int32Array
  after: Int32Array
}

/** Replays the label log in memory: what the actions on a {@link LabelTape} come to for every sample. */
export class LabelState {
  readonly tape: LabelTape
  readonly current: CurrentLabels
  readonly #resolve: (classId: number) => number
  readonly #asked: Record<Asked, number> = { audit: 0, chosen: 0, review: 0 }
  #count: number
  #revision = 0
  #audits: { revision: number; labels: AuditLabel[] } = { revision: 0, labels: [] }

  /** `resolve` gives the class that a class stands for after all merges. */
  constructor(count: number, resolve: (classId: number) => number) {
    this.#count = count
    this.#resolve = resolve
    this.tape = new LabelTape(count)
    this.current = {
      labels: new Int32Array(count),
      sources: new Uint8Array(count),
      skipped: new Uint8Array(count),
      flagged: new Uint8Array(count),
      excluded: new Uint8Array(count),
      audited: new Uint8Array(count),
      agreement: new Uint8Array(count),
    }
  }

  /** Counts up with everything that changes what holds. */
  get revision(): number {
    return this.#revision
  }

  /** Answers in effect to questions of each kind. */
  get asked(): Readonly<Record<Asked, number>> {
    return this.#asked
  }

  /** Makes room for samples imported since; the arrays of {@link current} are replaced. */
  grow(count: number): void {
    const { current } = this
    this.#revision++
    this.#count = count
    this.tape.grow(count)
    current.labels = resized(current.labels, count)
    current.sources = resized(current.sources, count)
    current.skipped = resized(current.skipped, count)
    current.flagged = resized(current.flagged, count)
    current.excluded = resized(current.excluded, count)
    current.audited = resized(current.audited, count)
    current.agreement = resized(current.agreement, count)
  }

  /** Samples that have a label and are not excluded. */
  labeledCount(): number {
    const { labels, excluded } = this.current
    let count = 0
    for (let ordinal = 0; ordinal < labels.length; ordinal++) {
      if (labels[ordinal] && !excluded[ordinal]) count++
    }
    return count
  }

  /** Clusters of a run that are parted, in the order people parted them. */
  splits(runId: number): ClusterSplit[] {
    const splits: ClusterSplit[] = []
    for (const { action } of this.tape.steps()) {
      const { id, detail } = action
      if (detail && 'parts' in detail && detail.runId === runId) splits.push({ eventId: id, ...detail })
    }
    return splits
  }

  /** Where the sample's label came from; null where it has none. */
  origin(ordinal: number): LabelOrigin | null {
    if (!this.current.labels[ordinal]) return null
    const { id, kind, annotator, at, asked } = this.tape.action(this.tape.last(tracks.label, ordinal))
    return { eventId: id, source: kind === 'bulk' ? 'bulk' : 'human', annotator, at, asked }
  }

  /** Why the sample is flagged; null where nobody said, or it is not flagged. */
  flagReason(ordinal: number): string | null {
    if (!this.current.flagged[ordinal]) return null
    const { detail } = this.tape.action(this.tape.last(tracks.flag, ordinal))
    return detail && 'reason' in detail ? detail.reason : null
  }

  /** Samples that got their label in the same step as this one; 0 where it has none. */
  labeledTogether(ordinal: number): number {
    if (!this.current.labels[ordinal]) return 0
    return this.tape.touchedWith(this.tape.last(tracks.label, ordinal))
  }

  /** See {@link opinionsOn}. */
  opinions(ordinal: number): Opinion[] {
    return opinionsOn(this.tape, ordinal, this.#resolve)
  }

  /** Ordinals of the samples, but those excluded, that several people gave a class, in order. */
  shared(): Int32Array {
    const { agreement } = this.current
    return Int32Array.from([...placesOf(agreement, agreed), ...placesOf(agreement, disputed)]).sort()
  }

  /** Ordinals of those on which they disagree, in order. */
  disputes(): Int32Array {
    return placesOf(this.current.agreement, disputed)
  }

  /** In order of their samples. The same array until something changes. */
  auditLabels(): readonly AuditLabel[] {
    if (this.#audits.revision !== this.#revision) {
      const labels = Array.from(placesOf(this.current.audited, 1), (ordinal) => ({
        ordinal,
        classId: this.current.labels[ordinal],
        eventId: auditAnswer(this.tape, ordinal)?.id ?? 0,
      }))
      this.#audits = { revision: this.#revision, labels }
    }
    return this.#audits.labels
  }

  /** Samples, but those excluded, that people passed over when the audit asked about them. */
  skippedAudits(): number {
    const isAudit = (ordinal: number) =>
      !this.current.excluded[ordinal] &&
      this.tape.action(this.tape.last(tracks.skip, ordinal)).asked === 'audit'
    return placesOf(this.current.skipped, 1).filter(isAudit).length
  }

  /** A new action on these ordinals: ends what could be redone. */
  apply(action: LabelAction, ordinals: ArrayLike<number>): Effect {
    return this.applyAll([{ action, ordinals }])
  }

  /** Several in a row. */
  applyAll(actions: readonly { action: LabelAction; ordinals: ArrayLike<number> }[]): Effect {
    return this.#derived(
      actions.map(({ action, ordinals }) => {
        this.tape.put(action, ordinals)
        return this.#counted(this.tape.forward(), 1)
      }),
    )
  }

  /** Takes back or brings back steps of the tape until `head` of them are in effect. */
  moveTo(head: number): Effect {
    const steps: TapeStep[] = []
    while (this.tape.head > head) steps.push(this.#counted(this.tape.back(), -1))
    while (this.tape.head < head) steps.push(this.#counted(this.tape.forward(), 1))
    return this.#derived(steps)
  }

  #derived(steps: readonly TapeStep[]): Effect {
    this.#revision++
    const ordinals = this.#touchedBy(steps)
    const { labels } = this.current
    const before = ordinals.map((ordinal) => labels[ordinal])
    for (const ordinal of ordinals) this.#derive(ordinal)
    return { ordinals, before, after: ordinals.map((ordinal) => labels[ordinal]) }
  }

  /** Derives all samples anew; called after classes were merged, or merged no more. */
  rederive(): void {
    this.#revision++
    for (let ordinal = 0; ordinal < this.#count; ordinal++) this.#derive(ordinal)
  }

  /** Follows what answers questions: such steps that come into effect, or go. */
  #counted(step: TapeStep, by: 1 | -1): TapeStep {
    const { kind, asked } = step.action
    if (asked && kind === 'label') this.#asked[asked] += by
    return step
  }

  /** Of one step in its own order, of several each ordinal once, in order. */
  #touchedBy(steps: readonly TapeStep[]): Int32Array {
    if (steps.length === 1) return steps[0].ordinals.slice()
    const isTouched = new Uint8Array(this.#count)
    for (const { ordinals } of steps) for (const ordinal of ordinals) isTouched[ordinal] = 1
    return placesOf(isTouched, 1)
  }

  #derive(ordinal: number): void {
    const { labels, sources, skipped, flagged, excluded, audited, agreement } = this.current
    const { tape } = this
    const last = tape.last(tracks.label, ordinal)
    const said = last === 0 ? null : tape.action(last)
    const flag = tape.last(tracks.flag, ordinal)
    const isLabel = said !== null && said.classId !== null
    const isOut = isExcluded(tape, ordinal)
    labels[ordinal] = isLabel ? this.#resolve(said.classId as number) : 0
    sources[ordinal] = isLabel ? (said.kind === 'bulk' ? sourceBulk : sourceHuman) : 0
    skipped[ordinal] = !isLabel && tape.last(tracks.skip, ordinal) > last ? 1 : 0
    flagged[ordinal] = flag !== 0 && tape.action(flag).kind === 'flag' ? 1 : 0
    excluded[ordinal] = isOut ? 1 : 0
    audited[ordinal] = isLabel && !isOut && auditAnswer(tape, ordinal) ? 1 : 0
    agreement[ordinal] = isLabel && !isOut ? agreementOn(tape, ordinal, this.#resolve) : 0
  }
}

/** Whether the last word on a sample is that it is junk: who gives it a class takes it back in. */
function isExcluded(tape: LabelTape, ordinal: number): boolean {
  const last = tape.last(tracks.exclude, ordinal)
  if (last === 0 || tape.action(last).kind !== 'exclude') return false
  for (let entry = tape.last(tracks.label, ordinal); entry > last; entry = tape.before(entry)) {
    if (tape.action(entry).classId !== null) return false
  }
  return true
}

/** Where `values` holds `value`, in order. */
function placesOf(values: Uint8Array, value: number): Int32Array {
  const places: number[] = []
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) places.push(at)
  return Int32Array.from(places)
}
