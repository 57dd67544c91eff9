import { FewlabelError } from '../contract/errors.ts'
import type { HistoryEntry } from '../contract/window.ts'
import { AuditWeighing } from './audit-weighing.ts'
import type { ProjectConnection } from './connection.ts'
import type { LabelAction } from './label-action.ts'
import {
  type BatchStep,
  type LabelBatch,
  type NewLabelBatch,
  readBatch,
  readBatches,
  readOrigins,
  type StepOrigin,
  unknownSteps,
} from './label-batches.ts'
import type { LabelChange, NewLabelEvent } from './label-change.ts'
import { noWayBack, requireBatchStep, requireDetail, requireSense } from './label-checks.ts'
import { type LabelEvent, readLabelEvents, replayLabelEvents } from './label-events.ts'
import { type ClassLookup, type HistoryRequest, readLabelHistory } from './label-history.ts'
import { LabelReader } from './label-reader.ts'
import { type Effect, LabelState } from './label-state.ts'
import { changesClasses, LabelWriter, type MergingClasses, type WrittenBatch } from './label-writer.ts'

interface Collaborators extends ClassLookup, MergingClasses {
  sampleCount: () => number
  /** Throws `class-not-found` unless the class can be given. */
  requireClass: (classId: number) => void
}

/**
 * What people said, in the order they said it. The log only grows: undo and redo are events too. There is one
 * line of undo for the project, whoever did the action; it survives restarts, and a new action ends redo.
 * Every method that writes returns after the event is durable.
 */
export class LabelLog extends LabelReader {
  /** Which log this is, wherever its steps travel. */
  readonly identity: string
  readonly #connection: ProjectConnection
  readonly #with: Collaborators
  readonly #writer: LabelWriter
  readonly #weighing: AuditWeighing

  constructor(connection: ProjectConnection, collaborators: Collaborators) {
    super(new LabelState(collaborators.sampleCount(), collaborators.resolveClass))
    this.#connection = connection
    this.#weighing = new AuditWeighing(connection)
    this.#with = collaborators
    this.#writer = new LabelWriter(connection, collaborators)
    this.identity = connection.read(
      () => connection.column<[], string>('SELECT identity FROM label_log').get() as string,
    )
    connection.read(() => replayLabelEvents(connection, this.state))
  }

  /**
   * How much each of {@link auditLabels} counts, so that together they stand for what is not labeled otherwise now;
   * see `auditWeights`.
   *
   * @param groupOf group of each sample (component of the mixture), as far as it goes; not to be changed in place
   */
  auditWeights(groupOf: ArrayLike<number>): Float64Array {
    return this.#weighing.weights(this.state, groupOf)
  }

  /** What held after an event, for the samples there were then; `resolve` as for {@link LabelState}. */
  stateAt(lastEvent: number, samples: number, resolve: (classId: number) => number): LabelState {
    const state = new LabelState(samples, resolve)
    this.#connection.read(() => replayLabelEvents(this.#connection, state, lastEvent))
    return state
  }

  /** The last event of the log; 0 where there is none. */
  lastEvent(): number {
    return this.#connection.read(
      () =>
        this.#connection.column<[], number>('SELECT coalesce(max(id), 0) FROM label_events').get() as number,
    )
  }

  /** Events in the log, undo and redo included. */
  eventCount(): number {
    return this.#connection.read(
      () => this.#connection.column<[], number>('SELECT count(*) FROM label_events').get() as number,
    )
  }

  append(event: NewLabelEvent): LabelChange {
    requireSense(event, this.#with.sampleCount())
    const { kind, annotator, classId = null, asked = null } = event
    const detail = requireDetail(event)
    if (detail && 'into' in detail) this.#with.requireMergeable(classId as number, detail.into)
    else if (classId !== null) this.#with.requireClass(classId)
    const at = new Date().toISOString()
    const said = { kind, classId, annotator, at, asked, detail, batchId: null }
    const action: LabelAction = { id: this.#writer.append(said, event), ...said }
    const ordinals = Array.from(event.samples, (sample) => sample - 1)
    return this.#follow([action], { eventId: action.id, kind, at, steps: 1 }, () =>
      this.state.apply(action, ordinals),
    )
  }

  /**
   * Takes in steps from elsewhere as one step of the history, with the times and annotators they have. Those that this
   * log knows already are left out, so that the same steps can come any number of times.
   *
   * @returns `change` null where nothing was new
   */
  appendBatch(
    steps: readonly BatchStep[],
    about: NewLabelBatch,
  ): { change: LabelChange | null; added: number; known: number } {
    const fresh = this.#connection.read(() => unknownSteps(this.#connection, this.identity, steps))
    const known = steps.length - fresh.length
    for (const step of fresh) {
      requireBatchStep(step, this.#with.sampleCount())
      if (step.classId !== undefined) this.#with.requireClass(step.classId)
    }
    if (fresh.length === 0) return { change: null, added: 0, known }
    const written = this.#connection.write(() => this.writeBatch(fresh, about))
    return { change: this.followBatch(written), added: fresh.length, known }
  }

  /** Writes checked steps inside a transaction of the caller's; after it {@link followBatch} is due. */
  writeBatch(steps: readonly BatchStep[], about: NewLabelBatch): WrittenBatch {
    return this.#writer.insertBatch(
      steps.map((step) => ({ ...step, detail: requireDetail(step) })),
      about,
    )
  }

  followBatch({ batch, steps }: WrittenBatch): LabelChange {
    const actions = steps.map(({ action }) => action)
    const eventId = actions.at(-1)?.id ?? 0
    return this.#follow(actions, { eventId, kind: 'batch', at: batch.at, steps: 1 }, () =>
      this.state.applyAll(steps),
    )
  }

  /** Everything that came in as a batch, undone or not, oldest first. */
  batches(): LabelBatch[] {
    return this.#connection.read(() => readBatches(this.#connection))
  }

  /** Where events of a range were said first; those missing were said here. */
  origins(firstId: number, lastId: number): Map<number, StepOrigin> {
    return this.#connection.read(() => readOrigins(this.#connection, firstId, lastId))
  }

  /** Takes back the last action in effect; `nothing-to-undo` when there is none. */
  undo(annotator: string): LabelChange {
    if (!this.canUndo) throw new FewlabelError('nothing-to-undo', 'There is nothing to undo.')
    return this.#move('undo', this.state.tape.stepStart(this.state.tape.head - 1), annotator)
  }

  /** Brings back the last action undone; `nothing-to-redo` when there is none. */
  redo(annotator: string): LabelChange {
    if (!this.canRedo) throw new FewlabelError('nothing-to-redo', 'There is nothing to redo.')
    return this.#move('redo', this.state.tape.stepEnd(this.state.tape.head), annotator)
  }

  /**
   * Undoes or redoes, in one transaction, whatever lies between the present and the moment right after a step of the
   * history; null: the moment before the first. `not-found` where undo and redo do not lead there any more.
   */
  goTo(eventId: number | null, annotator: string): LabelChange {
    const { tape } = this.state
    const place = eventId === null ? -1 : tape.placeOf(eventId)
    if (eventId !== null && place < 0) throw noWayBack(eventId)
    return this.#move('travel', place < 0 ? 0 : tape.stepEnd(place), annotator)
  }

  /** Up to `limit` events with ids above `afterId`, oldest first. */
  events(afterId = 0, limit = 1000): LabelEvent[] {
    return this.#connection.read(() => readLabelEvents(this.#connection, afterId, limit))
  }

  /** What people did last, newest first; see {@link readLabelHistory}. */
  history(request: HistoryRequest): HistoryEntry[] {
    return readLabelHistory(this.#connection, this.state.tape, this.#with, request)
  }

  /** Follows an import. */
  grow(): void {
    this.#weighing.forget()
    this.state.grow(this.#with.sampleCount())
  }

  /** Moves the head of the tape to a place between two steps. */
  #move(kind: 'undo' | 'redo' | 'travel', head: number, annotator: string): LabelChange {
    const { tape } = this.state
    const isBack = head < tape.head
    const walked = tape.stepsBetween(Math.min(head, tape.head), Math.max(head, tape.head))
    const steps = isBack ? -walked : walked
    const actions: LabelAction[] = []
    for (let place = tape.head; place < head; place++) actions.push(tape.at(place))
    for (let place = tape.head; place > head; place--) actions.push(tape.at(place - 1))
    const at = new Date().toISOString()
    const eventId = this.#writer.move(isBack ? 'undo' : 'redo', actions, annotator, at)
    const change = this.#follow(actions, { eventId, kind, at, steps }, () => this.state.moveTo(head))
    return kind === 'travel' ? { ...change, action: tape.previous, batch: null } : change
  }

  /** After the commit: what is kept in memory follows. */
  #follow(
    actions: readonly LabelAction[],
    about: Pick<LabelChange, 'eventId' | 'kind' | 'at' | 'steps'>,
    apply: () => Effect,
  ): LabelChange {
    const classesChanged = actions.some(changesClasses)
    if (classesChanged) this.#with.refreshClasses()
    const { ordinals, before, after } = apply()
    if (classesChanged) this.state.rederive()
    const { labels } = this.state.current
    return {
      ...about,
      action: actions.at(-1) ?? null,
      batch: this.#batchOf(actions.at(-1)),
      samples: ordinals.map((ordinal) => ordinal + 1),
      before,
      after: classesChanged ? ordinals.map((ordinal) => labels[ordinal]) : after,
      classesChanged,
      splitsChanged: actions.some(({ kind }) => kind === 'split'),
    }
  }

  #batchOf(action: LabelAction | undefined): LabelBatch | null {
    const id = action?.batchId ?? null
    return id === null ? null : this.#connection.read(() => readBatch(this.#connection, id))
  }
}
