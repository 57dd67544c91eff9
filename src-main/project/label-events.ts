import type { Asked, StepKind } from '../contract/labeling.ts'
import type { ProjectConnection } from './connection.ts'
import type { LabelDetail } from './label-action.ts'
import type { SamplesSince } from './label-audit.ts'
import type { LabelState } from './label-state.ts'
import { projectDamaged } from './sqlite-errors.ts'

/** One row of the log with the samples it names; undo and redo name none of their own. */
export interface LabelEvent extends EventRow {
  samples: { id: number; saidClassId: number | null; saidConfidence: number | null }[]
}

interface EventRow {
  id: number
  kind: StepKind | 'undo' | 'redo'
  /** As it was said at the time; later merges do not change it. */
  classId: number | null
  /** The event an undo or redo is about. */
  targetId: number | null
  annotator: string
  /** ISO 8601, UTC. */
  at: string
  /** How the sample came to be asked; null where it was not. */
  asked: Asked | null
  /** What more was said: a flag's reason, what a merge or split is about. */
  detail: LabelDetail | null
  /** The batch it came in with; null where somebody did it here. */
  batchId: number | null
}

type StoredRow = Omit<EventRow, 'detail'> & { detail: string | null }

const eventColumns = `SELECT id, kind, class_id AS classId, target_id AS targetId, annotator, at, asked, detail,
  batch_id AS batchId FROM label_events`

export function insertLabelEvent(connection: ProjectConnection, event: Omit<EventRow, 'id'>): number {
  const { kind, classId, targetId, annotator, at, asked, detail, batchId } = event
  const result = connection
    .statement<(string | number | null)[]>(
      `INSERT INTO label_events (kind, class_id, target_id, annotator, at, asked, detail, batch_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(kind, classId, targetId, annotator, at, asked, detail && JSON.stringify(detail), batchId)
  return Number(result.lastInsertRowid)
}

/** Up to `limit` events with ids above `afterId`, oldest first. */
export function readLabelEvents(connection: ProjectConnection, afterId: number, limit: number): LabelEvent[] {
  const samples = connection.statement<[number], LabelEvent['samples'][number]>(
    `SELECT sample_id AS id, said_class_id AS saidClassId, said_confidence AS saidConfidence
      FROM label_event_samples WHERE event_id = ? ORDER BY sample_id`,
  )
  return connection
    .statement<[number, number], StoredRow>(`${eventColumns} WHERE id > ? ORDER BY id LIMIT ?`)
    .all(afterId, limit)
    .map((row) => ({ ...toEvent(row), samples: samples.all(row.id) }))
}

/** Which samples there were when; of imports into the first format only that they were there at the start. */
export function readImports(connection: ProjectConnection): SamplesSince[] {
  let count = 0
  return connection
    .statement<[], { afterEvent: number; imported: number }>(
      'SELECT coalesce(after_event, 0) AS afterEvent, imported FROM imports ORDER BY id',
    )
    .all()
    .map(({ afterEvent, imported }) => {
      count += imported
      return { afterEvent, count }
    })
}

/** Brings a new state to an event, or the end of the log; throws `project-damaged` where the log makes no sense. */
export function replayLabelEvents(
  connection: ProjectConnection,
  state: LabelState,
  lastEvent = Number.MAX_SAFE_INTEGER,
): void {
  const events = connection
    .statement<[number], StoredRow>(`${eventColumns} WHERE id <= ? ORDER BY id`)
    .all(lastEvent)
    .map(toEvent)
  // All samples in one go and without an object for each: a project may hold millions.
  const samples = connection
    .statement<[number], [eventId: number, sampleId: number]>(
      `SELECT event_id, sample_id FROM label_event_samples WHERE event_id <= ? ORDER BY event_id, sample_id`,
    )
    .raw()
    .iterate(lastEvent)
  let next = samples.next()
  for (const event of events) {
    const ordinals: number[] = []
    for (; !next.done && next.value[0] === event.id; next = samples.next()) ordinals.push(next.value[1] - 1)
    const { kind, targetId, ...said } = event
    if (kind !== 'undo' && kind !== 'redo') {
      state.apply({ kind, ...said }, ordinals)
      continue
    }
    const target = kind === 'undo' ? state.tape.previous : state.tape.next
    if (!target || target.id !== targetId) {
      throw projectDamaged(connection.file, `event ${event.id} of the label log has no action to ${kind}`)
    }
    state.moveTo(state.tape.head + (kind === 'undo' ? -1 : 1))
  }
}

function toEvent(row: StoredRow): EventRow {
  // Written by this program, and checked then.
  return { ...row, detail: row.detail === null ? null : (JSON.parse(row.detail) as LabelDetail) }
}
