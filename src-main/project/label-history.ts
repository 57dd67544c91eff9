import type { HistoryEntry } from '../contract/window.ts'
import type { ProjectConnection } from './connection.ts'
import { type LabelDetail, mergedInto } from './label-action.ts'
import { type LabelBatch, readBatches } from './label-batches.ts'
import type { LabelTape } from './label-tape.ts'

export interface HistoryRequest {
  limit: number
  /** Only steps before this event. */
  before?: number
}

export interface ClassLookup {
  /** The class a class stands for after merges. */
  resolveClass: (classId: number) => number
  nameOfClass: (classId: number) => string
}

interface Row {
  eventId: number
  at: string
  annotator: string
  kind: HistoryEntry['kind']
  classId: number | null
  detail: string | null
  firstSample: number | null
}

/** Undo and redo are no steps, nor is what came in a batch; their part of the index is not even looked at. */
export const historySql = `SELECT id AS eventId, at, annotator, kind, class_id AS classId, detail,
    (SELECT min(sample_id) FROM label_event_samples WHERE event_id = label_events.id) AS firstSample
  FROM label_events INDEXED BY label_events_actions
  WHERE target_id IS NULL AND batch_id IS NULL AND id < ? ORDER BY id DESC LIMIT ?`

/** What people did last, newest first, those undone included; what came in a batch is one entry, as its last event. */
export function readLabelHistory(
  connection: ProjectConnection,
  tape: LabelTape,
  { resolveClass, nameOfClass }: ClassLookup,
  { limit, before = Number.MAX_SAFE_INTEGER }: HistoryRequest,
): HistoryEntry[] {
  return connection.read(() => {
    const steps = connection
      .statement<[number, number], Row>(historySql)
      .all(before, limit)
      .map(({ classId, detail: text, ...row }) => {
        const detail: LabelDetail | null = text === null ? null : JSON.parse(text)
        const place = tape.placeOf(row.eventId)
        const given = mergedInto({ detail }) ?? classId
        return {
          ...row,
          classId: given === null ? null : resolveClass(given),
          mergedName: row.kind === 'merge' && classId !== null ? nameOfClass(classId) : null,
          component: detail && 'component' in detail ? detail.component : null,
          samples: place < 0 ? countSamples(connection, row.eventId) : tape.touchedAt(place),
          reason: detail && 'reason' in detail ? detail.reason : null,
          batch: null,
          ...standing(tape, row.eventId),
        }
      })
    const batches = readBatches(connection)
      .map((batch) => batchEntry(connection, tape, batch))
      .filter(({ eventId }) => eventId < before)
    return [...steps, ...batches].sort((a, b) => b.eventId - a.eventId).slice(0, limit)
  })
}

function batchEntry(connection: ProjectConnection, tape: LabelTape, batch: LabelBatch): HistoryEntry {
  const { id, kind, name, annotator, at, people, samples } = batch
  const { first, last } = connection
    .statement<[number], { first: number; last: number }>(
      'SELECT min(id) AS first, max(id) AS last FROM label_events WHERE batch_id = ?',
    )
    .get(id) as { first: number; last: number }
  return {
    eventId: last,
    at,
    annotator,
    kind: 'batch',
    classId: null,
    mergedName: null,
    component: null,
    samples,
    firstSample: firstSample(connection, first),
    reason: null,
    batch: { kind, name, people },
    ...standing(tape, last),
  }
}

function standing(tape: LabelTape, eventId: number): Pick<HistoryEntry, 'undone' | 'redoable'> {
  const place = tape.placeOf(eventId)
  return { undone: place < 0 || place >= tape.head, redoable: place >= tape.head }
}

function firstSample(connection: ProjectConnection, eventId: number): number | null {
  return connection
    .column<[number], number | null>('SELECT min(sample_id) FROM label_event_samples WHERE event_id = ?')
    .get(eventId) as number | null
}

function countSamples(connection: ProjectConnection, eventId: number): number {
  return connection
    .column<[number], number>('SELECT count(*) FROM label_event_samples WHERE event_id = ?')
    .get(eventId) as number
}
