import { FewlabelError } from '../contract/errors.ts'
import type { HistoryEntry } from '../contract/window.ts'
import type { ProjectConnection } from './connection.ts'
import { requireSense } from './label-checks.ts'
import { readLabelHistory } from './label-history.ts'
import {
  type CurrentLabels,
  type Effect,
  type LabelAction,
  type LabelActionKind,
  LabelState,
} from './label-state.ts'
import { projectDamaged } from './sqlite-errors.ts'

/** What a person does, before it is in the log. */
export interface NewLabelEvent {
  kind: LabelActionKind
  /** The class given; only for `label` and `bulk`. */
  classId?: number
  annotator: string
  /** Sample ids (1 … n), each once. */
  samples: ArrayLike<number>
  /** What the model said about each of `samples` at that moment; class id 0 where it had no opinion. */
  said?: { classIds: ArrayLike<number>; confidences: ArrayLike<number> }
}

/** One row of the log with the samples it names; undo and redo name none of their own. */
export interface LabelEvent {
  id: number
  kind: LabelActionKind | 'undo' | 'redo'
  /** As it was said at the time; later merges do not change it. */
  classId: number | null
  /** The event an undo or redo is about. */
  targetId: number | null
  annotator: string
  /** ISO 8601, UTC. */
  at: string
  samples: { id: number; saidClassId: number | null; saidConfidence: number | null }[]
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
  /** Class id of each before and after; 0 for none. Equal where only flags or skips changed. */
  before: Int32Array
  after: Int32Array
}

/** Who gave a sample its label, and when. */
export interface LabelOrigin {
  eventId: number
  source: 'human' | 'bulk'
  annotator: string
  at: string
}

interface EventRow {
  id: number
  kind: LabelEvent['kind']
  classId: number | null
  targetId: number | null
  annotator: string
  at: string
}

const eventColumns =
  'SELECT id, kind, class_id AS classId, target_id AS targetId, annotator, at FROM label_events'

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

  constructor(connection: ProjectConnection, collaborators: Collaborators) {
    this.#connection = connection
    this.#with = collaborators
    this.#state = new LabelState(collaborators.sampleCount(), collaborators.resolveClass)
    connection.read(() => this.#replay())
  }

  /** Live arrays by ordinal; they change with the log and are replaced after an import: do not keep them. */
  current(): CurrentLabels {
    return this.#state.current
  }

  get canUndo(): boolean {
    return this.#state.canUndo
  }

  get canRedo(): boolean {
    return this.#state.canRedo
  }

  /** Who gave the sample its label and when; null where it has none. */
  origin(sampleId: number): LabelOrigin | null {
    const action = this.#state.labelAction(sampleId - 1)
    if (!action) return null
    const source = action.kind === 'bulk' ? 'bulk' : 'human'
    return { eventId: action.id, source, annotator: action.annotator, at: action.at }
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
    const classId = event.classId ?? null
    const at = new Date().toISOString()
    const id = this.#connection.write(() => {
      const id = this.#insertEvent(event.kind, classId, null, event.annotator, at)
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
    const action: LabelAction = { id, kind: event.kind, classId, annotator: event.annotator, at }
    const effect = this.#state.apply(
      action,
      Array.from(event.samples, (sample) => sample - 1),
    )
    return toChange(id, event.kind, action, at, effect)
  }

  /** Takes back the last action in effect; `nothing-to-undo` when there is none. */
  undo(annotator: string): LabelChange {
    return this.#move('undo', this.#state.undoTarget, annotator)
  }

  /** Brings back the last action undone; `nothing-to-redo` when there is none. */
  redo(annotator: string): LabelChange {
    return this.#move('redo', this.#state.redoTarget, annotator)
  }

  /** Up to `limit` events with ids above `afterId`, oldest first. */
  events(afterId = 0, limit = 1000): LabelEvent[] {
    return this.#connection.read(() => {
      const samples = this.#connection.statement<[number], LabelEvent['samples'][number]>(
        `SELECT sample_id AS id, said_class_id AS saidClassId, said_confidence AS saidConfidence
          FROM label_event_samples WHERE event_id = ? ORDER BY sample_id`,
      )
      return this.#connection
        .statement<[number, number], EventRow>(`${eventColumns} WHERE id > ? ORDER BY id LIMIT ?`)
        .all(afterId, limit)
        .map((row) => ({ ...row, samples: samples.all(row.id) }))
    })
  }

  /** What people did last, newest first; see {@link readLabelHistory}. */
  history(limit: number): HistoryEntry[] {
    return readLabelHistory(this.#connection, limit)
  }

  /** Follows an import. */
  grow(): void {
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
    const id = this.#connection.write(() => this.#insertEvent(kind, null, action.id, annotator, at))
    return toChange(id, kind, action, at, kind === 'undo' ? this.#state.undo() : this.#state.redo())
  }

  #insertEvent(
    kind: LabelEvent['kind'],
    classId: number | null,
    targetId: number | null,
    annotator: string,
    at: string,
  ): number {
    const result = this.#connection
      .statement<[string, number | null, number | null, string, string]>(
        'INSERT INTO label_events (kind, class_id, target_id, annotator, at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(kind, classId, targetId, annotator, at)
    return Number(result.lastInsertRowid)
  }

  #replay(): void {
    const rows = this.#connection
      .statement<[], EventRow & { sample: number | null }>(
        `SELECT id, kind, class_id AS classId, target_id AS targetId, annotator, at, sample_id AS sample
          FROM label_events LEFT JOIN label_event_samples ON event_id = id ORDER BY id, sample_id`,
      )
      .iterate()
    let event: EventRow | null = null
    let ordinals: number[] = []
    for (const { sample, ...row } of rows) {
      if (row.id !== event?.id) {
        if (event) this.#replayEvent(event, ordinals)
        event = row
        ordinals = []
      }
      if (sample !== null) ordinals.push(sample - 1)
    }
    if (event) this.#replayEvent(event, ordinals)
  }

  #replayEvent(row: EventRow, ordinals: number[]): void {
    const { id, kind, classId, annotator, at } = row
    if (kind !== 'undo' && kind !== 'redo') {
      this.#state.apply({ id, kind, classId, annotator, at }, ordinals)
      return
    }
    const target = kind === 'undo' ? this.#state.undoTarget : this.#state.redoTarget
    if (!target || target.id !== row.targetId) {
      throw projectDamaged(this.#connection.file, `event ${id} of the label log has no action to ${kind}`)
    }
    if (kind === 'undo') this.#state.undo()
    else this.#state.redo()
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
