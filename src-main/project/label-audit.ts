import type { LabelAction } from './label-action.ts'
import { type LabelTape, tracks } from './label-tape.ts'

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
  /** The imports in the order of their events, with the samples that each added to each group. */
  added: { afterEvent: number; sizes: Float64Array }[]
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
    return { afterEvent, sizes }
  })
  return { of, added, samples: ordinal, groups: past + 1 }
}

const unlabeled = 0
const auditLabeled = 1
const labeledOtherwise = 2

/**
 * How much each audit label counts, so that together they stand for the samples that are open *now*, which nobody has
 * labeled or only the audit: each was drawn evenly from those open at its time, and bulk labels, chosen questions and
 * imports have changed them since. With p_t(c) the share of group c among them when answer t of n was given, and p(c) its share now,
 * w(c) = p(c) / ((1/n) Σ_t p_t(c)): importance sampling with all draws pooled (the balance heuristic, Veach and Guibas
 * 1995). Where nothing but audit questions was answered all weights are 1; on average they are about 1.
 *
 * @returns [audits.length]
 */
export function auditWeights(
  tape: LabelTape,
  audits: readonly AuditLabel[],
  { of, added, samples, groups }: SampleGroups,
): Float64Array {
  const state = new Uint8Array(samples)
  /** Open samples per group. */
  const open = new Float64Array(groups)
  let opened = 0
  /** Σ_t 1 / (open samples when answer t was given). */
  let inverse = 0
  /** Per group, Σ_t p_t up to where {@link inverse} stood in `until`: it is only brought up to date when `open` changes. */
  const drawn = new Float64Array(groups)
  const until = new Float64Array(groups)
  const shift = (group: number, by: number) => {
    drawn[group] += open[group] * (inverse - until[group])
    until[group] = inverse
    open[group] += by
    opened += by
  }
  const pending = [...added].reverse()
  const admitBefore = (eventId: number) => {
    while (pending.length > 0 && pending[pending.length - 1].afterEvent < eventId) {
      pending.pop()?.sizes.forEach((size, group) => {
        shift(group, size)
      })
    }
  }

  const answers = new Set(audits.map(({ eventId }) => eventId))
  for (const { action, ordinals } of tape.steps()) {
    admitBefore(action.id)
    if (action.kind === 'clear') {
      for (const ordinal of ordinals) {
        if (state[ordinal] === labeledOtherwise) shift(of(ordinal), 1)
        state[ordinal] = unlabeled
      }
    } else if (action.classId !== null) {
      if (action.asked === 'audit' && answers.has(action.id)) inverse += 1 / opened
      for (const ordinal of ordinals) {
        if (state[ordinal] !== unlabeled) continue
        state[ordinal] = action.asked === 'audit' ? auditLabeled : labeledOtherwise
        if (action.asked !== 'audit') shift(of(ordinal), -1)
      }
    }
  }
  admitBefore(Number.POSITIVE_INFINITY)
  return Float64Array.from(audits, ({ ordinal }) => {
    const group = of(ordinal)
    shift(group, 0)
    return open[group] / opened / (drawn[group] / audits.length)
  })
}
