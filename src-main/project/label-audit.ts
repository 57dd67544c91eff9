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

const unlabeled = 0
const auditLabeled = 1
const labeledOtherwise = 2

/**
 * How much each audit label counts, so that together they stand for the samples that only the audit has labeled *now*:
 * each was drawn evenly from those there were at its time, which bulk labels, chosen questions and imports have changed
 * since. With p_t(c) the share of group c among them when answer t of n was given, and p(c) its share now,
 * w(c) = p(c) / ((1/n) Σ_t p_t(c)): importance sampling with all draws pooled (the balance heuristic, Veach and Guibas
 * 1995). Where nothing but audit questions was answered all weights are 1; on average they are about 1.
 *
 * @param groupOf group of each sample, as far as it goes; samples past its end are one more group
 * @param imports in the order of their events
 * @returns [audits.length]
 */
export function auditWeights(
  tape: LabelTape,
  audits: readonly AuditLabel[],
  groupOf: ArrayLike<number>,
  imports: readonly SamplesSince[],
): Float64Array {
  const count = imports.at(-1)?.count ?? 0
  let groups = 1
  for (let i = 0; i < groupOf.length; i++) groups = Math.max(groups, groupOf[i] + 1)
  const group = (ordinal: number) => (ordinal < groupOf.length ? groupOf[ordinal] : groups)

  const state = new Uint8Array(count)
  /** Per group, the samples there are that nobody or only the audit has labeled. */
  const open = new Float64Array(groups + 1)
  let opened = 0
  let existing = 0
  const shift = (ordinal: number, by: 1 | -1) => {
    open[group(ordinal)] += by
    opened += by
  }
  const admit = (until: number) => {
    for (; existing < until; existing++) shift(existing, 1)
  }

  const answers = new Set(audits.map(({ eventId }) => eventId))
  /** Per group, Σ_t p_t. */
  const drawn = new Float64Array(groups + 1)
  let pending = 0
  for (const { action, ordinals } of tape.steps()) {
    while (pending < imports.length && imports[pending].afterEvent < action.id)
      admit(imports[pending++].count)
    if (action.kind === 'clear') {
      for (const ordinal of ordinals) {
        if (state[ordinal] === labeledOtherwise) shift(ordinal, 1)
        state[ordinal] = unlabeled
      }
    } else if (action.classId !== null) {
      if (answers.has(action.id)) for (let g = 0; g <= groups; g++) drawn[g] += open[g] / opened
      for (const ordinal of ordinals) {
        if (state[ordinal] !== unlabeled) continue
        state[ordinal] = action.asked === 'audit' ? auditLabeled : labeledOtherwise
        if (action.asked !== 'audit') shift(ordinal, -1)
      }
    }
  }
  admit(count)
  return Float64Array.from(audits, ({ ordinal }) => {
    const g = group(ordinal)
    return open[g] / opened / (drawn[g] / audits.length)
  })
}
