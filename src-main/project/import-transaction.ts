import { dirname, resolve } from 'node:path'
import {
  type ImageRecipe,
  type ImportFormat,
  type InputShape,
  inputLength,
  type PreparedSample,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { bytesOf } from './bytes.ts'
import type { HeldTransaction, ProjectConnection } from './connection.ts'
import { ImportedLabels } from './imported-labels.ts'
import { readInputShape, readSampleCount } from './sample-inputs.ts'
import { toStoredPath } from './source-paths.ts'

export interface ImportDetails {
  /** File or folder that is read, as people know it. */
  source: string
  format: ImportFormat
  shape: InputShape
  /** How images become model inputs; null for vectors. */
  recipe: ImageRecipe | null
  /** Names of what is kept beside the input, in the order of each sample's `fields`. */
  fieldNames?: readonly string[]
  /** Names of the input's numbers; absent where they have none. */
  featureNames?: readonly string[]
  /** Who brings them in; needed where labels come along. */
  annotator?: string
}

/** The rest of the project, as far as an import concerns it. */
export interface ImportSurroundings {
  /** Called in the import's transaction where labels came along. */
  writeLabels: (labels: ImportedLabels) => void
  /** Called once the import is committed. */
  whenEnded: () => void
}

/** Ground truth is handed out as Int16Array with −1 for none. */
const mostTruthNames = 32_767

/**
 * One import: everything it adds is in one transaction, so that it is either all there or not at all, also after
 * a crash. Memory stays bounded (SQLite spills to the journal). Until it ends, other writes are refused as `busy`.
 */
export class ImportTransaction {
  readonly #connection: ProjectConnection
  readonly #details: ImportDetails
  readonly #folder: string
  readonly #held: HeldTransaction
  readonly #surroundings: ImportSurroundings
  readonly #importId: number
  readonly #truthIds = new Map<string, number>()
  readonly #labels = new ImportedLabels()
  #nextId: number
  #imported = 0
  #open = true

  constructor(connection: ProjectConnection, details: ImportDetails, surroundings: ImportSurroundings) {
    requireSameShape(connection, details)
    this.#connection = connection
    this.#details = details
    this.#folder = dirname(resolve(connection.file))
    this.#surroundings = surroundings
    this.#nextId = readSampleCount(connection) + 1
    this.#held = connection.hold('an import is running')
    try {
      this.#importId = this.#recordImport()
      const names = connection.statement<[], { id: number; name: string }>('SELECT id, name FROM truth_names')
      for (const { id, name } of names.iterate()) this.#truthIds.set(name, id)
    } catch (thrown) {
      this.#held.rollback()
      throw thrown
    }
  }

  /**
   * Appends a sample; one whose content is in the project already (or came earlier in this import) is skipped,
   * and the identifier of that one is returned. When it throws, the import cannot go on: call {@link rollback}.
   */
  add(sample: PreparedSample): 'added' | { duplicateOf: string } {
    this.#requireOpen()
    return this.#connection.read(() => {
      const twin = this.#connection
        .column<[Uint8Array], string>(
          `SELECT external_id FROM sample_hashes JOIN samples ON samples.id = sample_id
            WHERE content_hash = ?`,
        )
        .get(sample.contentHash)
      if (twin !== undefined) return { duplicateOf: twin }
      this.#insert(sample, this.#nextId)
      this.#labels.add(this.#nextId, sample.labels ?? [])
      this.#nextId++
      this.#imported++
      return 'added'
    })
  }

  /** Makes samples and labels part of the project, both or none; durable on return. */
  commit(): { imported: number; labels: number; labelAnnotators: string[] } {
    this.#requireOpen()
    this.#open = false
    try {
      this.#connection.read(() => {
        const { shape, recipe } = this.#details
        this.#connection
          .statement<[number, number]>('UPDATE imports SET imported = ? WHERE id = ?')
          .run(this.#imported, this.#importId)
        if (this.#imported > 0) {
          this.#connection
            .statement<[string, string | null]>(
              'UPDATE project SET input_shape = ?, recipe = ? WHERE input_shape IS NULL',
            )
            .run(JSON.stringify(shape), recipe && JSON.stringify(recipe))
        }
        if (this.#labels.count > 0) this.#surroundings.writeLabels(this.#labels)
      })
      this.#held.commit()
    } finally {
      this.#held.rollback()
    }
    this.#surroundings.whenEnded()
    const { count, annotators } = this.#labels
    return { imported: this.#imported, labels: count, labelAnnotators: annotators }
  }

  /** Undoes everything; harmless after {@link commit}. */
  rollback(): void {
    this.#open = false
    this.#held.rollback()
  }

  #recordImport(): number {
    const { source, format, recipe, fieldNames, featureNames } = this.#details
    const json = (value: unknown) => (value ? JSON.stringify(value) : null)
    const result = this.#connection
      .statement<(string | null)[]>(
        `INSERT INTO imports
          (source, format, recipe, imported_at, field_names, feature_names, imported, after_event)
          VALUES (?, ?, ?, ?, ?, ?, 0, (SELECT coalesce(max(id), 0) FROM label_events))`,
      )
      .run(source, format, json(recipe), new Date().toISOString(), json(fieldNames), json(featureNames))
    return Number(result.lastInsertRowid)
  }

  #insert(sample: PreparedSample, id: number): void {
    const { input, thumbnail, original, truth, sourcePath, fields, text } = sample
    requireInput(input, this.#details.shape, sample.externalId)
    this.#connection
      .statement<[number, number, string, string | null]>(
        'INSERT INTO samples (id, import_id, external_id, source_path) VALUES (?, ?, ?, ?)',
      )
      .run(id, this.#importId, sample.externalId, sourcePath && toStoredPath(this.#folder, sourcePath))
    this.#connection
      .statement<[Uint8Array, number]>('INSERT INTO sample_hashes (content_hash, sample_id) VALUES (?, ?)')
      .run(sample.contentHash, id)
    this.#connection
      .statement<[number, Uint8Array]>('INSERT INTO sample_inputs (sample_id, bytes) VALUES (?, ?)')
      .run(id, bytesOf(input))
    if (thumbnail) {
      this.#connection
        .statement<[number, string, number, number, Uint8Array]>(
          'INSERT INTO sample_thumbnails (sample_id, media_type, width, height, bytes) VALUES (?, ?, ?, ?, ?)',
        )
        .run(id, thumbnail.mediaType, thumbnail.width, thumbnail.height, thumbnail.bytes)
    }
    if (original) {
      this.#connection
        .statement<[number, string, Uint8Array]>(
          'INSERT INTO sample_originals (sample_id, media_type, bytes) VALUES (?, ?, ?)',
        )
        .run(id, original.mediaType, original.bytes)
    }
    if (truth !== null) {
      this.#connection
        .statement<[number, number]>('INSERT INTO sample_truth (sample_id, truth_id) VALUES (?, ?)')
        .run(id, this.#truthId(truth))
    }
    if (fields && fields.length > 0) {
      requireFields(fields, this.#details, sample.externalId)
      this.#connection
        .statement<[number, string]>('INSERT INTO sample_fields (sample_id, field_values) VALUES (?, ?)')
        .run(id, JSON.stringify(fields))
    }
    if (text !== undefined) {
      this.#connection
        .statement<[number, string]>('INSERT INTO sample_texts (sample_id, text) VALUES (?, ?)')
        .run(id, text)
    }
  }

  #truthId(name: string): number {
    const known = this.#truthIds.get(name)
    if (known !== undefined) return known
    const id = this.#truthIds.size + 1
    if (id > mostTruthNames) {
      throw new FewlabelError('source-unsupported', 'The source has too many different ground truths.', {
        expected: `at most ${mostTruthNames} different names`,
        remedy: 'Check that the ground truth is a class name, not something that differs for every sample.',
      })
    }
    this.#connection
      .statement<[number, string]>('INSERT INTO truth_names (id, name) VALUES (?, ?)')
      .run(id, name)
    this.#truthIds.set(name, id)
    return id
  }

  #requireOpen(): void {
    if (!this.#open) throw new FewlabelError('cancelled', 'The import has ended already.')
  }
}

function requireSameShape(connection: ProjectConnection, { shape, source }: ImportDetails): void {
  const there = readInputShape(connection)
  if (!there || sameShape(there, shape)) return
  throw new FewlabelError('source-mismatch', 'These samples do not fit those already in the project.', {
    expected: describeShape(there),
    found: describeShape(shape),
    file: source,
    remedy: 'Import them with the same settings as the first ones, or into a project of their own.',
  })
}

function sameShape(a: InputShape, b: InputShape): boolean {
  if (a.kind === 'image') return b.kind === 'image' && a.side === b.side && a.channels === b.channels
  return b.kind === 'vector' && a.length === b.length && a.columns.join('\0') === b.columns.join('\0')
}

function describeShape(shape: InputShape): string {
  if (shape.kind === 'image') {
    return `${shape.channels === 1 ? 'grayscale' : 'colour'} images of ${shape.side} × ${shape.side} pixels`
  }
  const some = shape.columns.slice(0, 8).join(', ')
  return `${shape.length} numeric columns (${some}${shape.columns.length > 8 ? ', …' : ''})`
}

function requireFields(fields: readonly string[], { fieldNames = [] }: ImportDetails, place: string): void {
  if (fields.length === fieldNames.length) return
  throw new FewlabelError('internal', 'A prepared sample does not have the fields its import declared.', {
    expected: `${fieldNames.length} fields`,
    found: String(fields.length),
    place,
  })
}

function requireInput(input: Uint8Array | Float32Array, shape: InputShape, externalId: string): void {
  const fits = shape.kind === 'image' ? input instanceof Uint8Array : input instanceof Float32Array
  if (fits && input.length === inputLength(shape)) return
  throw new FewlabelError('internal', 'A prepared sample does not have the shape its import declared.', {
    expected: `${inputLength(shape)} ${shape.kind === 'image' ? 'bytes' : 'float32 numbers'}`,
    found: `${input.constructor.name} of length ${input.length}`,
    place: externalId,
  })
}
