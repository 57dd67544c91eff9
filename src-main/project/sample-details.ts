import { z } from 'zod'
import type { InputShape } from '../contract/data.ts'
import type { ProjectConnection } from './connection.ts'

/** Something known of a sample that the model does not see. */
export interface SampleField {
  name: string
  value: string
}

const textsSchema = z.array(z.string())

/** In the order of the source; empty where the sample came without any. */
export function readFields(connection: ProjectConnection, id: number): SampleField[] {
  const row = connection.read(() =>
    connection
      .statement<[number], { names: string | null; texts: string }>(
        `SELECT field_names AS names, field_values AS texts FROM sample_fields
          JOIN samples ON samples.id = sample_id JOIN imports ON imports.id = import_id WHERE sample_id = ?`,
      )
      .get(id),
  )
  if (!row?.names) return []
  const values = textsSchema.parse(JSON.parse(row.texts))
  return textsSchema.parse(JSON.parse(row.names)).map((name, i) => ({ name, value: values[i] ?? '' }))
}

/** Names of all fields in the project, each once, in the order in which imports brought them. */
export function readFieldNames(connection: ProjectConnection): string[] {
  const lists = connection.read(() =>
    connection
      .column<[], string>('SELECT field_names FROM imports WHERE field_names IS NOT NULL ORDER BY id')
      .all(),
  )
  return [...new Set(lists.flatMap((names) => textsSchema.parse(JSON.parse(names))))]
}

export function readText(connection: ProjectConnection, id: number): string | null {
  return connection.read(
    () =>
      connection.column<[number], string>('SELECT text FROM sample_texts WHERE sample_id = ?').get(id) ??
      null,
  )
}

/** The first characters (Unicode code points) of the sample's text. */
export function readTextStart(connection: ProjectConnection, id: number, characters: number): string | null {
  return connection.read(
    () =>
      connection
        .column<[number, number], string>('SELECT substr(text, 1, ?) FROM sample_texts WHERE sample_id = ?')
        .get(characters, id) ?? null,
  )
}

export function readHasTexts(connection: ProjectConnection): boolean {
  return connection.read(
    () => connection.column<[], number>('SELECT EXISTS (SELECT 1 FROM sample_texts)').get() === 1,
  )
}

/** As the first import that knew them names them; before imports recorded them, the columns of the shape. */
export function readFeatureNames(connection: ProjectConnection, shape: InputShape): string[] | null {
  if (shape.kind !== 'vector') return null
  const text = connection.read(() =>
    connection
      .column<[], string>('SELECT feature_names FROM imports WHERE feature_names IS NOT NULL ORDER BY id')
      .get(),
  )
  const names = text === undefined ? shape.columns : textsSchema.parse(JSON.parse(text))
  return names.length === shape.length ? names : null
}
