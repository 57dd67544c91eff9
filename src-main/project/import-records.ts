import { z } from 'zod'
import type { ProjectConnection } from './connection.ts'

/** What the project remembers of an import. */
export interface ImportRecord {
  id: number
  /** File or folder that was read, as people know it. */
  source: string
  format: string
  /** ISO 8601, UTC. */
  importedAt: string
  /** Samples it added; they follow those of the imports before it. */
  imported: number
  /** Names of what came beside the model's input. */
  fieldNames: string[]
}

const textsSchema = z.array(z.string())

type ImportRow = Omit<ImportRecord, 'fieldNames'> & { names: string | null }

export function readImportRecords(connection: ProjectConnection): ImportRecord[] {
  const rows = connection.read(() =>
    connection
      .statement<[], ImportRow>(
        `SELECT id, source, format, imported_at AS importedAt, imported, field_names AS names
          FROM imports WHERE imported > 0 ORDER BY id`,
      )
      .all(),
  )
  return rows.map(({ names, ...row }) => ({
    ...row,
    fieldNames: names ? textsSchema.parse(JSON.parse(names)) : [],
  }))
}

/** Rows read at once, so that memory stays bounded and no statement stays open. */
const pageSize = 4096

export function* readFieldRows(
  connection: ProjectConnection,
): Generator<{ ordinal: number; importId: number; values: string[] }> {
  let last = 0
  for (;;) {
    const rows = connection.read(() =>
      connection
        .statement<[number, number], { id: number; importId: number; texts: string }>(
          `SELECT sample_id AS id, import_id AS importId, field_values AS texts FROM sample_fields
            JOIN samples ON samples.id = sample_id WHERE sample_id > ? ORDER BY sample_id LIMIT ?`,
        )
        .all(last, pageSize),
    )
    for (const { id, importId, texts } of rows) {
      yield { ordinal: id - 1, importId, values: textsSchema.parse(JSON.parse(texts)) }
      last = id
    }
    if (rows.length < pageSize) return
  }
}
