import type { HistoryEntry } from '../contract/window.ts'
import type { ProjectConnection } from './connection.ts'

type Row = Omit<HistoryEntry, 'undone'> & { undone: 0 | 1 }

/** The last `limit` actions, newest first, those undone included; undo and redo themselves are no entries. */
export function readLabelHistory(connection: ProjectConnection, limit: number): HistoryEntry[] {
  const rows = connection.read(() =>
    connection
      .statement<[number], Row>(
        `SELECT event.id AS eventId, event.at, event.annotator, event.kind,
            resolution.class_id AS classId,
            (SELECT count(*) FROM label_event_samples WHERE event_id = event.id) AS samples,
            (SELECT min(sample_id) FROM label_event_samples WHERE event_id = event.id) AS firstSample,
            coalesce((SELECT kind = 'undo' FROM label_events WHERE target_id = event.id ORDER BY id DESC LIMIT 1), 0)
              AS undone
          FROM label_events AS event
          LEFT JOIN class_resolution AS resolution ON resolution.id = event.class_id
          WHERE event.target_id IS NULL ORDER BY event.id DESC LIMIT ?`,
      )
      .all(limit),
  )
  return rows.map((row) => ({ ...row, undone: row.undone === 1 }))
}
