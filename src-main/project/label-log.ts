import { FewlabelError } from '../contract/errors.ts'
import type { Asked } from '../contract/labeling.ts'
import type { HistoryEntry } from '../contract/window.ts'
import type { ProjectConnection } from './connection.ts'
import type { LabelAction, LabelActionKind } from './label-action.ts'
import { type AuditLabel, auditWeights, groupSamples, type SampleGroups } from './label-audit.ts'
import { requireSense } from './label-checks.ts'
import {
  insertLabelEvent,
  type LabelEvent,
  readImports,
  readLabelEvents,
  replayLabelEvents,
} from './label-events.ts'
import { readLabelHistory } from './label-history.ts'
import type { Opinion } from './label-opinions.ts'
import { type CurrentLabels, type Effect, LabelState } from './label-state.ts'

/** What a person does, before it is in the log. */
export interface NewLabelEvent {
  kind: LabelActionKind
  /** The class given; only for `label` and `bulk`. */
  classId?: number
  annotator: string
  /** Sample ids (1 … n), each once. */
  samples: ArrayLike<number>
  /** The question that `label` or `skip` answers; one about a single sample unless it is a review. */
  asked?: Asked | null
  /** What the model said about each of `samples` at that moment; class id 0 where it had no opinion. */
  said?: { classIds: ArrayLike<number>; confidences: ArrayLike<number> }
}

/** What an event did, for those who keep something derived from the labels: subtract `before`, add `after`. */
export interface LabelChange {
  eventId: number
  kind: LabelEvent['kind']
  /** The action itself: for undo and redo the one taken or brought back. */
  action: LabelAction
  at: string
  /** Ids of the samples touched. */
  samples: Int32Array
  /** Class id of each before and after; 0 for none. Equal where only flags, skips or opinions changed. */
  before: Int32Array
  after: Int32Array
}

/** Who gave a sample its label, when, and how the sample came to be asked. */
export interface LabelOrigin {
  eventId: number
  source: 'human' | 'bulk'
  annotator: string
  at: string
  asked: Asked | null
}

interface Collaborators {
  sampleCount: () => number
  /** The class a class stands for after merges. */
  resolveClass: (classId: number) => number
  /** Throws `class-not-found` unless the class can be given. */
  requireClass: (classId: number) => void
}

/**
 * What people said, in the order they said it. The log only grows: undo and redo are events too. There is one
 * line of undo for the project, whoever did the action; it survives restarts, and a new action ends redo.
 * Every method that writes returns after the event is durable.
 */
export class LabelLog {
  readonly #connection: ProjectConnection
  readonly #with: Collaborators
  readonly #state: LabelState
  /** Taken from `of`; null after an import. */
  #groups: { of: ArrayLike<number>; samples: SampleGroups } | null = null

  constructor(connection: ProjectConnection, collaborators: Collaborators) {
    this.#connection = connection
    this.#with = collaborators
    this.#state = new LabelState(collaborators.sampleCount(), collaborators.resolveClass)
    connection.read(() => replayLabelEvents(connection, this.#state))
  }

  /** Live arrays by ordinal; they change with the log and are replaced after an import: do not keep them. */
  current(): CurrentLabels {
    return this.#state.current
  }

  get canUndo(): boolean {
    return this.#state.tape.previous !== null
  }

  get canRedo(): boolean {
    return this.#state.tape.next !== null
  }

  /** Where the sample's label came from; null where it has none. */
  origin(sampleId: number): LabelOrigin | null {
    const action = this.#state.labelAction(sampleId - 1)
    if (!action) return null
    const { id, kind, annotator, at, asked } = action
    return { eventId: id, source: kind === 'bulk' ? 'bulk' : 'human', annotator, at, asked }
  }

  /** What people say the sample is; see {@link Opinion}. */
  opinions(sampleId: number): Opinion[] {
    return this.#state.opinions(sampleId - 1)
  }

  /** Ordinals of the samples that several people gave a class, be it the same or not; in order. */
  shared(): Int32Array {
    return this.#state.shared()
  }

  /** Ordinals of those on which they disagree; in order. */
  disputes(): Int32Array {
    return this.#state.disputes()
  }

  /** Labels of samples that were drawn at random for the audit, by ordinal. The same array until something changes. */
  auditLabels(): readonly AuditLabel[] {
    return this.#state.auditLabels()
  }

  /**
   * How much each of {@link auditLabels} counts, so that together they stand for what is not labeled otherwise now;
   * see {@link auditWeights}.
   *
   * @param groupOf group of each sample (component of the mixture), as far as it goes; not to be changed in place
   */
  auditWeights(groupOf: ArrayLike<number>): Float64Array {
    if (this.#groups?.of !== groupOf) {
      const imports = this.#connection.read(() => readImports(this.#connection))
      this.#groups = { of: groupOf, samples: groupSamples(groupOf, imports) }
    }
    return auditWeights(this.#state.tape, this.#state.auditLabels(), this.#groups.samples)
  }

  /** Samples that people passed over when the audit asked about them: nobody knows what they would have said. */
  skippedAudits(): number {
    return this.#state.skippedAudits()
  }

  /** Labels in effect that answer questions, by the kind of question. */
  askedCounts(): Readonly<Record<Asked, number>> {
    return this.#state.asked
  }

  /** Samples people labeled. */
  labeledCount(): number {
    let count = 0
    for (const label of this.#state.current.labels) if (label) count++
    return count
  }

  /** Events in the log, undo and redo included. */
  eventCount(): number {
    return this.#connection.read(
      () => this.#connection.column<[], number>('SELECT count(*) FROM label_events').get() as number,
    )
  }

  append(event: NewLabelEvent): LabelChange {
    requireSense(event, this.#with.sampleCount())
    if (event.classId !== undefined) this.#with.requireClass(event.classId)
    const { kind, annotator, classId = null, asked = null } = event
    const at = new Date().toISOString()
    const id = this.#connection.write(() => {
      const id = insertLabelEvent(this.#connection, { kind, classId, targetId: null, annotator, at, asked })
      const insert = this.#connection.statement<[number, number, number | null, number | null]>(
        `INSERT INTO label_event_samples (event_id, sample_id, said_class_id, said_confidence)
          VALUES (?, ?, ?, ?)`,
      )
      for (let i = 0; i < event.samples.length; i++) {
        const said = event.said?.classIds[i] || null
        insert.run(id, event.samples[i], said, said && (event.said?.confidences[i] ?? null))
      }
      return id
    })
    const action: LabelAction = { id, kind, classId, annotator, at, asked }
    const effect = this.#state.apply(
      action,
      Array.from(event.samples, (sample) => sample - 1),
    )
    return toChange(id, kind, action, at, effect)
  }

  /** Takes back the last action in effect; `nothing-to-undo` when there is none. */
  undo(annotator: string): LabelChange {
    return this.#move('undo', this.#state.tape.previous, annotator)
  }

  /** Brings back the last action undone; `nothing-to-redo` when there is none. */
  redo(annotator: string): LabelChange {
    return this.#move('redo', this.#state.tape.next, annotator)
  }

  /** Up to `limit` events with ids above `afterId`, oldest first. */
  events(afterId = 0, limit = 1000): LabelEvent[] {
    return this.#connection.read(() => readLabelEvents(this.#connection, afterId, limit))
  }

  /** What people did last, newest first; see {@link readLabelHistory}. */
  history(limit: number): HistoryEntry[] {
    return readLabelHistory(this.#connection, limit)
  }

  /** Follows an import. */
  grow(): void {
    this.#groups = null
    this.#state.grow(this.#with.sampleCount())
  }

  /** Follows a merge of classes. */
  rederive(): void {
    this.#state.rederive()
  }

  #move(kind: 'undo' | 'redo', action: LabelAction | null, annotator: string): LabelChange {
    if (!action) {
      throw new FewlabelError(
        kind === 'undo' ? 'nothing-to-undo' : 'nothing-to-redo',
        kind === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.',
      )
    }
    const at = new Date().toISOString()
    const event = { kind, classId: null, targetId: action.id, annotator, at, asked: null }
    const id = this.#connection.write(() => insertLabelEvent(this.#connection, event))
    return toChange(id, kind, action, at, kind === 'undo' ? this.#state.undo() : this.#state.redo())
  }
}

function toChange(
  eventId: number,
  kind: LabelEvent['kind'],
  action: LabelAction,
  at: string,
  { ordinals, before, after }: Effect,
): LabelChange {
  return { eventId, kind, action, at, samples: ordinals.map((ordinal) => ordinal + 1), before, after }
}
