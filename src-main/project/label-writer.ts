import type { ProjectConnection } from './connection.ts'
import { type LabelAction, mergedInto } from './label-action.ts'
import {
  type BatchStep,
  insertBatch,
  insertOrigin,
  type LabelBatch,
  type NewLabelBatch,
} from './label-batches.ts'
import type { NewLabelEvent } from './label-change.ts'
import { insertLabelEvent } from './label-events.ts'

/** What merges do to the classes. The first two run inside a transaction of the log's. */
export interface MergingClasses {
  merge: (fromId: number, intoId: number) => void
  unmerge: (classId: number) => void
  /** After that transaction. */
  refreshClasses: () => void
  /** Throws unless both can be given and are not the same. */
  requireMergeable: (fromId: number, intoId: number) => void
}

/** A batch that is in the file, on its way into what is kept in memory. */
export interface WrittenBatch {
  batch: LabelBatch
  steps: { action: LabelAction; ordinals: number[] }[]
}

/** Writes to the label log and, in the same transaction, what merges do to the classes. */
export class LabelWriter {
  readonly #connection: ProjectConnection
  readonly #classes: MergingClasses

  constructor(connection: ProjectConnection, classes: MergingClasses) {
    this.#connection = connection
    this.#classes = classes
  }

  /** Writes a new action; returns its id. */
  append(
    action: Omit<LabelAction, 'id'>,
    { samples, said }: Pick<NewLabelEvent, 'samples' | 'said'>,
  ): number {
    return this.#connection.write(() => {
      const id = this.#insert(action, { samples, said })
      this.#followClasses('redo', action)
      return id
    })
  }

  /** Writes steps as one, inside a transaction of the caller's. */
  insertBatch(steps: readonly BatchStep[], about: NewLabelBatch): WrittenBatch {
    const batch = insertBatch(this.#connection, about, steps)
    return {
      batch,
      steps: steps.map(({ kind, classId = null, annotator, at, asked = null, detail = null, ...step }) => {
        const said = { kind, classId, annotator, at, asked, detail, batchId: batch.id }
        const id = this.#insert(said, step)
        if (step.origin) insertOrigin(this.#connection, id, step.origin)
        return { action: { id, ...said }, ordinals: Array.from(step.samples, (sample) => sample - 1) }
      }),
    }
  }

  /** Writes that these actions, in this order, are undone or redone; returns the id of the last event of the log. */
  move(kind: 'undo' | 'redo', actions: readonly LabelAction[], annotator: string, at: string): number {
    const moved = { kind, classId: null, annotator, at, asked: null, detail: null, batchId: null }
    return this.#connection.write(() => {
      let last = 0
      for (const action of actions) {
        last = insertLabelEvent(this.#connection, { ...moved, targetId: action.id })
        this.#followClasses(kind, action)
      }
      return last || this.#lastEvent()
    })
  }

  #insert(
    action: Omit<LabelAction, 'id'>,
    { samples, said }: Pick<NewLabelEvent, 'samples' | 'said'>,
  ): number {
    const id = insertLabelEvent(this.#connection, { ...action, targetId: null })
    const insert = this.#connection.statement<[number, number, number | null, number | null]>(
      `INSERT INTO label_event_samples (event_id, sample_id, said_class_id, said_confidence)
        VALUES (?, ?, ?, ?)`,
    )
    for (let i = 0; i < samples.length; i++) {
      const classId = said?.classIds[i] || null
      insert.run(id, samples[i], classId, classId && (said?.confidences[i] ?? null))
    }
    return id
  }

  #followClasses(kind: 'undo' | 'redo', action: Omit<LabelAction, 'id'>): void {
    const into = mergedInto(action)
    if (into === null || action.classId === null) return
    if (kind === 'redo') this.#classes.merge(action.classId, into)
    else this.#classes.unmerge(action.classId)
  }

  #lastEvent(): number {
    return this.#connection
      .column<[], number>('SELECT coalesce(max(id), 0) FROM label_events')
      .get() as number
  }
}

/** Whether an action makes classes stand for others. */
export function changesClasses(action: LabelAction): boolean {
  return mergedInto(action) !== null
}
