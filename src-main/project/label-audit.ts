import { givesClass, type LabelAction } from './label-action.ts'
import { type LabelTape, type TapeStep, tracks } from './label-tape.ts'

/** A label that counts for estimates of accuracy: its sample was drawn at random. */
export interface AuditLabel {
  ordinal: number
  /** The class it has now, merges resolved: who mends an answer mends the audit, too. */
  classId: number
  /** The event that answered the audit question. */
  eventId: number
}

/**
 * The answer to an audit question by which a sample came to be labeled; null where it came otherwise. What was said
 * of the sample later changes its class, not that it was drawn at random: if labels that were found wrong left the
 * audit, what remains would look better than it is.
 */
export function auditAnswer(tape: LabelTape, ordinal: number): LabelAction | null {
  let first: LabelAction | null = null
  for (let entry = tape.last(tracks.label, ordinal); entry !== 0; entry = tape.before(entry)) {
    const action = tape.action(entry)
    if (action.classId === null) break
    first = action
  }
  return first?.asked === 'audit' ? first : null
}

/** Samples 0 … count − 1 were there from the first event after `afterEvent` on. */
export interface SamplesSince {
  afterEvent: number
  count: number
}

/** Samples in groups, as {@link auditWeights} counts them. */
export interface SampleGroups {
  /** Group of each sample. */
  of: (ordinal: number) => number
  /** The imports in the order of their events, with the samples that each added: where they end, how many per group. */
  added: { afterEvent: number; end: number; sizes: Float64Array }[]
  /** Samples of all imports, groups there are. */
  samples: number
  groups: number
}

/**
 * Takes all samples once; good until samples are imported.
 *
 * @param groupOf group of each sample, as far as it goes; samples past its end are one more group
 */
export function groupSamples(groupOf: ArrayLike<number>, imports: readonly SamplesSince[]): SampleGroups {
  let past = 0
  for (let i = 0; i < groupOf.length; i++) if (groupOf[i] >= past) past = groupOf[i] + 1
  const of = (ordinal: number) => (ordinal < groupOf.length ? groupOf[ordinal] : past)
  let ordinal = 0
  const added = imports.map(({ afterEvent, count }) => {
    const sizes = new Float64Array(past + 1)
    for (; ordinal < count; ordinal++) sizes[of(ordinal)]++
    return { afterEvent, end: count, sizes }
  })
  return { of, added, samples: ordinal, groups: past + 1 }
}

const unlabeled = 0
const auditLabeled = 1
const labeledOtherwise = 2

/**
 * How much each audit label counts, so that together they stand for the samples that are open *now*, which nobody has
 * labeled or only the audit: each was drawn evenly from those open at its time, and bulk labels, chosen questions,
 * exclusions and imports have changed them since. With p_t(c) the share of group c among them when answer t of n was
 * given, and p(c) its share now, w(c) = p(c) / ((1/n) Σ_t p_t(c)): importance sampling with all draws pooled (the
 * balance heuristic, Veach and Guibas 1995). Where nothing but audit questions was answered all weights are 1; on
 * average they are about 1. What is excluded now is taken never to have been there: of draws that met other samples,
 * each of those was as likely as the next.
 *
 * @param excluded by ordinal; none of `audits` is
 * @returns [audits.length]
 */
export function auditWeights(
  tape: LabelTape,
  audits: readonly AuditLabel[],
  groups: SampleGroups,
  excluded: Uint8Array,
): Float64Array {
  const open = new OpenSamples(groups, excluded)
  const answers = new Set(audits.map(({ eventId }) => eventId))
  for (const step of tape.steps()) open.follow(step, answers.has(step.action.id))
  open.finish()
  return Float64Array.from(audits, ({ ordinal }) => open.weight(groups.of(ordinal), audits.length))
}

/** Open samples per group while the log goes by, and Σ_t p_t of each group. */
class OpenSamples {
  readonly #groups: SampleGroups
  readonly #excludedNow: Uint8Array
  /** Imports to come, the next one last. */
  readonly #pending: SampleGroups['added']
  /** Samples of the imports so far. */
  #admitted = 0
  readonly #label: Uint8Array
  readonly #isOut: Uint8Array
  readonly #open: Float64Array
  #opened = 0
  /** Σ_t 1 / (open samples when answer t was given). */
  #inverse = 0
  /** Per group, Σ_t p_t up to where {@link #inverse} stood in `until`: it is only brought up to date when `open` changes. */
  readonly #drawn: Float64Array
  readonly #until: Float64Array

  constructor(groups: SampleGroups, excluded: Uint8Array) {
    this.#groups = groups
    this.#excludedNow = excluded
    this.#pending = [...groups.added].reverse()
    this.#label = new Uint8Array(groups.samples)
    this.#isOut = new Uint8Array(groups.samples)
    this.#open = new Float64Array(groups.groups)
    this.#drawn = new Float64Array(groups.groups)
    this.#until = new Float64Array(groups.groups)
  }

  follow({ action, ordinals }: TapeStep, isAuditAnswer: boolean): void {
    this.#admitBefore(action.id)
    const { kind, asked } = action
    if (kind === 'exclude') this.#exclude(ordinals, 1)
    if (kind === 'include' || givesClass(action)) this.#exclude(ordinals, 0)
    if (kind === 'clear') this.#clear(ordinals)
    if (!givesClass(action)) return
    if (isAuditAnswer) this.#inverse += 1 / this.#opened
    this.#give(ordinals, asked === 'audit' ? auditLabeled : labeledOtherwise)
  }

  /** Takes in the imports after the last step. */
  finish(): void {
    this.#admitBefore(Number.POSITIVE_INFINITY)
  }

  weight(group: number, draws: number): number {
    this.#shift(group, 0)
    return this.#open[group] / this.#opened / (this.#drawn[group] / draws)
  }

  #exclude(ordinals: Int32Array, out: 0 | 1): void {
    for (const ordinal of ordinals) {
      if (this.#isOut[ordinal] === out) continue
      this.#isOut[ordinal] = out
      if (this.#label[ordinal] !== labeledOtherwise) this.#count(ordinal, out ? -1 : 1)
    }
  }

  #clear(ordinals: Int32Array): void {
    for (const ordinal of ordinals) {
      if (this.#label[ordinal] === labeledOtherwise && !this.#isOut[ordinal]) this.#count(ordinal, 1)
      this.#label[ordinal] = unlabeled
    }
  }

  /** They are not out any more: labels take back in. */
  #give(ordinals: Int32Array, given: number): void {
    for (const ordinal of ordinals) {
      if (this.#label[ordinal] !== unlabeled) continue
      this.#label[ordinal] = given
      if (given === labeledOtherwise) this.#count(ordinal, -1)
    }
  }

  #count(ordinal: number, by: 1 | -1): void {
    if (!this.#excludedNow[ordinal]) this.#shift(this.#groups.of(ordinal), by)
  }

  #shift(group: number, by: number): void {
    this.#drawn[group] += this.#open[group] * (this.#inverse - this.#until[group])
    this.#until[group] = this.#inverse
    this.#open[group] += by
    this.#opened += by
  }

  #admitBefore(eventId: number): void {
    for (let next = this.#pending.at(-1); next && next.afterEvent < eventId; next = this.#pending.at(-1)) {
      this.#pending.pop()
      next.sizes.forEach((size, group) => {
        this.#shift(group, size)
      })
      const { end } = next
      for (
        let ordinal = this.#excludedNow.indexOf(1, this.#admitted);
        ordinal >= 0 && ordinal < end;
        ordinal = this.#excludedNow.indexOf(1, ordinal + 1)
      ) {
        this.#shift(this.#groups.of(ordinal), -1)
      }
      this.#admitted = end
    }
  }
}
