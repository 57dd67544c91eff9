import Database from 'better-sqlite3'

/** Imported truth by sample id: what a person who looks at the picture would say. The window never shows it. */
export function readTruth(projectPath: string): Map<number, string> {
  const database = new Database(projectPath, { readonly: true })
  try {
    const rows = database
      .prepare<[], { id: number; name: string }>(
        'SELECT sample_id AS id, name FROM sample_truth JOIN truth_names ON truth_names.id = truth_id',
      )
      .all()
    return new Map(rows.map(({ id, name }) => [id, name]))
  } finally {
    database.close()
  }
}

export interface LabelOnDisk {
  sample: number
  className: string
}

/** Every label that people gave one by one, as the file has it: one row for each time. */
export function readLabels(projectPath: string): LabelOnDisk[] {
  const database = new Database(projectPath, { readonly: true })
  try {
    return database
      .prepare<[], LabelOnDisk>(
        `SELECT touched.sample_id AS sample, classes.name AS className
          FROM effective_events AS event
          JOIN label_event_samples AS touched ON touched.event_id = event.id
          JOIN classes ON classes.id = event.class_id
          WHERE event.kind = 'label'`,
      )
      .all()
  } finally {
    database.close()
  }
}
