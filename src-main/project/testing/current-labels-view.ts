import Database from 'better-sqlite3'

export interface ViewRow {
  sampleId: number
  classId: number
  source: string
  annotator: string
  labeledAt: string
  eventId: number
}

/** Reads the view `current_labels` as another program would. */
export function openViewReader(file: string): { rows(): ViewRow[]; close(): void } {
  const database = new Database(file, { readonly: true })
  const statement = database.prepare<[], ViewRow>(
    `SELECT sample_id AS sampleId, class_id AS classId, source, annotator, labeled_at AS labeledAt,
      event_id AS eventId FROM current_labels ORDER BY sample_id`,
  )
  return { rows: () => statement.all(), close: () => database.close() }
}
