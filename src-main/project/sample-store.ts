import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ImageRecipe, type InputShape, imageRecipeSchema } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { asBytes } from './bytes.ts'
import type { ProjectConnection } from './connection.ts'
import { type ImportRecord, readFieldRows, readImportRecords } from './import-records.ts'
import type { SampleField } from './sample-details.ts'
import {
  readFeatureNames,
  readFieldNames,
  readFields,
  readHasTexts,
  readText,
  readTextStart,
} from './sample-details.ts'
import { decodeInput, readInputRange, readInputShape, readSampleCount } from './sample-inputs.ts'
import { fromStoredPath, movePath, toStoredPath } from './source-paths.ts'

/** What is listed of a sample; no bytes. */
export interface SampleMeta {
  id: number
  externalId: string
  /** Absolute path of the original, or null. */
  sourcePath: string | null
  /** Index into {@link SampleStore.truthNames}, or −1. */
  truth: number
}

export interface Thumbnail {
  mediaType: string
  width: number
  height: number
  bytes: Uint8Array
}

/** The original's bytes where they are embedded, else where it lies (which may not exist any more). */
export type Original = { mediaType: string; bytes: Uint8Array } | { path: string }

interface MetaRow {
  id: number
  externalId: string
  sourcePath: string | null
  truth: number
}

const metaColumns = `SELECT samples.id AS id, external_id AS externalId, source_path AS sourcePath,
  coalesce(truth_id, 0) - 1 AS truth
  FROM samples LEFT JOIN sample_truth ON sample_truth.sample_id = samples.id`

/** The samples: appended by imports, never removed, ids 1 … n in the order of import. */
export class SampleStore {
  readonly #connection: ProjectConnection
  readonly #folder: string
  #count: number
  #shape: InputShape | null
  #hasTexts: boolean

  constructor(connection: ProjectConnection) {
    this.#connection = connection
    this.#folder = dirname(resolve(connection.file))
    this.#count = readSampleCount(connection)
    this.#shape = readInputShape(connection)
    this.#hasTexts = readHasTexts(connection)
  }

  /** Reads again what is kept in memory; called after an import. */
  refresh(): void {
    this.#count = readSampleCount(this.#connection)
    this.#shape = readInputShape(this.#connection)
    this.#hasTexts = readHasTexts(this.#connection)
  }

  count(): number {
    return this.#count
  }

  /** What one model input is; null before the first import. */
  inputShape(): InputShape | null {
    return this.#shape
  }

  /** How images become model inputs here; null before the first import and for vectors. */
  recipe(): ImageRecipe | null {
    const text = this.#connection.read(() =>
      this.#connection.column<[], string | null>('SELECT recipe FROM project').get(),
    )
    return text ? imageRecipeSchema.parse(JSON.parse(text)) : null
  }

  /**
   * Model inputs of ordinals first … first + count − 1 (0-based): [count · inputLength], bytes for images,
   * float32 for vectors.
   */
  readInputs(first: number, count: number): Uint8Array | Float32Array {
    if (!this.#shape) throw this.#missing(first + 1)
    return readInputRange(this.#connection, this.#shape, first, count)
  }

  /** Model input of one sample: [inputLength]. */
  input(id: number): Uint8Array | Float32Array {
    const bytes = this.#connection.read(() =>
      this.#connection
        .column<[number], Uint8Array>('SELECT bytes FROM sample_inputs WHERE sample_id = ?')
        .get(id),
    )
    if (!bytes || !this.#shape) throw this.#missing(id)
    return decodeInput(this.#shape, bytes)
  }

  meta(id: number): SampleMeta {
    const row = this.#connection.read(() =>
      this.#connection.statement<[number], MetaRow>(`${metaColumns} WHERE samples.id = ?`).get(id),
    )
    if (!row) throw this.#missing(id)
    return this.#resolve(row)
  }

  /** Metas in the order of `ids`. */
  metas(ids: readonly number[] | Int32Array): SampleMeta[] {
    return Array.from(ids, (id) => this.meta(id))
  }

  /** Metas of ordinals first … first + count − 1, fewer at the end; for streaming over all samples. */
  metaRange(first: number, count: number): SampleMeta[] {
    const rows = this.#connection.read(() =>
      this.#connection
        .statement<[number, number], MetaRow>(
          `${metaColumns} WHERE samples.id > ? AND samples.id <= ? ORDER BY samples.id`,
        )
        .all(first, first + count),
    )
    return rows.map((row) => this.#resolve(row))
  }

  /** Identifiers from the sources, by ordinal. They are unique within one import, not across several. */
  externalIds(): string[] {
    return this.#connection.read(() =>
      this.#connection
        .column<[number], string>('SELECT external_id FROM samples WHERE id <= ? ORDER BY id')
        .all(this.#count),
    )
  }

  /** Null where the model input itself is what there is to see. */
  thumbnail(id: number): Thumbnail | null {
    const row = this.#connection.read(() =>
      this.#connection
        .statement<[number], Thumbnail>(
          'SELECT media_type AS mediaType, width, height, bytes FROM sample_thumbnails WHERE sample_id = ?',
        )
        .get(id),
    )
    if (row) return { ...row, bytes: asBytes(row.bytes) }
    this.#require(id)
    return null
  }

  /** Null for samples that never had a file of their own. */
  original(id: number): Original | null {
    const row = this.#connection.read(() =>
      this.#connection
        .statement<[number], { mediaType: string; bytes: Uint8Array }>(
          'SELECT media_type AS mediaType, bytes FROM sample_originals WHERE sample_id = ?',
        )
        .get(id),
    )
    if (row) return { mediaType: row.mediaType, bytes: asBytes(row.bytes) }
    const path = this.meta(id).sourcePath
    return path ? { path } : null
  }

  /** What was imported beside the model's input, in the order of the source; empty where there was nothing. */
  fields(id: number): SampleField[] {
    this.#require(id)
    return readFields(this.#connection, id)
  }

  /** The imports that brought the samples, in their order. */
  imports(): ImportRecord[] {
    return readImportRecords(this.#connection)
  }

  /** The fields of all samples that have any, by ordinal, as the import of each names them; to be read to the end at once. */
  fieldRows(): Generator<{ ordinal: number; importId: number; values: string[] }> {
    return readFieldRows(this.#connection)
  }

  /** Names of all fields in the project, each once. */
  fieldNames(): string[] {
    return readFieldNames(this.#connection)
  }

  /** Whether any sample has a text. */
  hasTexts(): boolean {
    return this.#hasTexts
  }

  /** The text that belongs to it, whole; null where there is none. */
  text(id: number): string | null {
    this.#require(id)
    return this.#hasTexts ? readText(this.#connection, id) : null
  }

  /** The first characters (Unicode code points) of the texts of `ids`, in their order. */
  textStarts(ids: ArrayLike<number>, characters: number): (string | null)[] {
    return Array.from(ids, (id) => (this.#hasTexts ? readTextStart(this.#connection, id, characters) : null))
  }

  /** Names of the numbers in a vector, in their order; null for images and where they have none. */
  featureNames(): string[] | null {
    return this.#shape && readFeatureNames(this.#connection, this.#shape)
  }

  /** Absolute paths of the originals that are not embedded, in the order of the samples. */
  referencedOriginals(): string[] {
    const stored = this.#connection.read(() =>
      this.#connection
        .column<[], string>(
          `SELECT source_path FROM samples WHERE source_path IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM sample_originals WHERE sample_id = samples.id) ORDER BY id`,
        )
        .all(),
    )
    return stored.map((path) => fromStoredPath(this.#folder, path))
  }

  /** Names of the imported ground truth, in the order they were met. */
  truthNames(): string[] {
    return this.#connection.read(() =>
      this.#connection.column<[], string>('SELECT name FROM truth_names ORDER BY id').all(),
    )
  }

  /** Imported ground truth by ordinal: index into {@link truthNames}, −1 where there is none. */
  truth(): Int16Array {
    const truth = new Int16Array(this.#count).fill(-1)
    this.#connection.read(() => {
      const rows = this.#connection.statement<[], { sample: number; truth: number }>(
        'SELECT sample_id AS sample, truth_id AS truth FROM sample_truth',
      )
      for (const row of rows.iterate()) truth[row.sample - 1] = row.truth - 1
    })
    return truth
  }

  hasTruth(): boolean {
    return this.#connection.read(
      () => this.#connection.column<[], number>('SELECT EXISTS (SELECT 1 FROM sample_truth)').get() === 1,
    )
  }

  /**
   * Points samples whose originals lay under `fromFolder` to the file of the same relative path under
   * `toFolder`, where there is one. Returns how many were re-linked.
   */
  relink(fromFolder: string, toFolder: string): number {
    return this.#connection.write(() => {
      const update = this.#connection.statement<[string, number]>(
        'UPDATE samples SET source_path = ? WHERE id = ?',
      )
      const rows = this.#connection
        .statement<[], { id: number; stored: string }>(
          'SELECT id, source_path AS stored FROM samples WHERE source_path IS NOT NULL',
        )
        .all()
      let relinked = 0
      for (const { id, stored } of rows) {
        const moved = movePath(fromStoredPath(this.#folder, stored), resolve(fromFolder), resolve(toFolder))
        if (moved === null || !existsSync(moved)) continue
        update.run(toStoredPath(this.#folder, moved), id)
        relinked++
      }
      return relinked
    })
  }

  #resolve(row: MetaRow): SampleMeta {
    const sourcePath = row.sourcePath === null ? null : fromStoredPath(this.#folder, row.sourcePath)
    return { id: row.id, externalId: row.externalId, sourcePath, truth: row.truth }
  }

  #require(id: number): void {
    if (!Number.isInteger(id) || id < 1 || id > this.#count) throw this.#missing(id)
  }

  #missing(id: number): FewlabelError {
    return new FewlabelError('sample-not-found', `There is no sample ${id} in the project.`, {
      expected: this.#count === 0 ? 'an import first' : `a number from 1 to ${this.#count}`,
      found: String(id),
      file: this.#connection.file,
    })
  }
}
