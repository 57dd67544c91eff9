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
