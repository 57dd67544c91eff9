import type { Asked } from '../contract/labeling.ts'
import type { LabelAction } from './label-action.ts'
import { type AuditLabel, auditAnswer } from './label-audit.ts'
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
  /** 1 where the sample came to be labeled by an audit question. */
  audited: Uint8Array
  /** See {@link agreementOn}. */
  agreement: Uint8Array
}

/** Labeled on its own or in a selection. */
export const sourceHuman = 1
/** Labeled with its whole cluster. */
export const sourceBulk = 2

/** The ordinals a step touched and the class id of each before and after; 0 for none. */
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
    current.audited = resized(current.audited, count)
    current.agreement = resized(current.agreement, count)
  }

  /** The action that gave the sample its label; null where it has none. */
  labelAction(ordinal: number): LabelAction | null {
    if (!this.current.labels[ordinal]) return null
    return this.tape.action(this.tape.last(tracks.label, ordinal))
  }

  /** See {@link opinionsOn}. */
  opinions(ordinal: number): Opinion[] {
    return opinionsOn(this.tape, ordinal, this.#resolve)
  }

  /** Ordinals of the samples that several people gave a class, in order. */
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

  /** Samples that people passed over when the audit asked about them. */
  skippedAudits(): number {
    const isAudit = (ordinal: number) =>
      this.tape.action(this.tape.last(tracks.skip, ordinal)).asked === 'audit'
    return placesOf(this.current.skipped, 1).filter(isAudit).length
  }

  /** A new action on these ordinals: ends what could be redone. */
  apply(action: LabelAction, ordinals: ArrayLike<number>): Effect {
    this.tape.put(action, ordinals)
    return this.redo()
  }

  /** Takes back the last action in effect. */
  undo(): Effect {
    return this.#follow(this.tape.back(), -1)
  }

  /** Brings back the last action undone. */
  redo(): Effect {
    return this.#follow(this.tape.forward(), 1)
  }

  /** Derives all samples anew; called after classes were merged. */
  rederive(): void {
    this.#revision++
    for (let ordinal = 0; ordinal < this.#count; ordinal++) this.#derive(ordinal)
  }

  /** Samples of the step have another last word now. */
  #follow({ action, ordinals: touched }: TapeStep, by: 1 | -1): Effect {
    this.#revision++
    if (action.asked && action.kind === 'label') this.#asked[action.asked] += by
    const { labels } = this.current
    const ordinals = touched.slice()
    const before = ordinals.map((ordinal) => labels[ordinal])
    for (const ordinal of ordinals) this.#derive(ordinal)
    return { ordinals, before, after: ordinals.map((ordinal) => labels[ordinal]) }
  }

  #derive(ordinal: number): void {
    const { labels, sources, skipped, flagged, audited, agreement } = this.current
    const { tape } = this
    const last = tape.last(tracks.label, ordinal)
    const said = last === 0 ? null : tape.action(last)
    const flag = tape.last(tracks.flag, ordinal)
    const isLabel = said !== null && said.classId !== null
    labels[ordinal] = isLabel ? this.#resolve(said.classId as number) : 0
    sources[ordinal] = isLabel ? (said.kind === 'bulk' ? sourceBulk : sourceHuman) : 0
    skipped[ordinal] = !isLabel && tape.last(tracks.skip, ordinal) > last ? 1 : 0
    flagged[ordinal] = flag !== 0 && tape.action(flag).kind === 'flag' ? 1 : 0
    audited[ordinal] = isLabel && auditAnswer(tape, ordinal) ? 1 : 0
    agreement[ordinal] = isLabel ? agreementOn(tape, ordinal, this.#resolve) : 0
  }
}

/** Where `values` holds `value`, in order. */
function placesOf(values: Uint8Array, value: number): Int32Array {
  const places: number[] = []
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) places.push(at)
  return Int32Array.from(places)
}
