import { z } from 'zod'
import { type WorkChoice, type WorkMerge, workChoiceSchema, workOriginSchema } from '../contract/work.ts'
import { type AuditRow, auditRows } from './audit-rows.ts'
import type { ProjectConnection } from './connection.ts'
import { projectDamaged } from './sqlite-errors.ts'

/** Work for one person, before it is in the project. */
export interface NewAssignment {
  annotator: string
  choice: WorkChoice
  /** Whether its samples were drawn evenly among all that are open. */
  drawn: boolean
  assignedBy: string
  /** Ids, each once. */
  samples: ArrayLike<number>
}

export interface StoredAssignment extends Omit<NewAssignment, 'samples'> {
  id: number
  assignedAt: string
  package: { logId: string; fileName: string; independent: boolean; madeAt: string } | null
}

export interface NewWorkMerge extends Omit<WorkMerge, 'id' | 'mergedAt'> {
  logId: string
  batchId: number | null
}

/** What a package says of itself, with the ids in the log it comes from of its first classes, in their order. */
const storedOriginSchema = workOriginSchema.extend({ classIds: z.array(z.int().positive()) })
export type StoredOrigin = z.infer<typeof storedOriginSchema>

interface AssignmentRow {
  id: number
  annotator: string
  choice: string
  drawn: number
  assignedBy: string
  assignedAt: string
  logId: string | null
  fileName: string | null
  independent: number | null
  madeAt: string | null
}

/** Who is to label what, and the files in which work travels. */
export class WorkStore {
  readonly #connection: ProjectConnection
  #revision = 0

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Counts up with every change of assignments. */
  get revision(): number {
    return this.#revision
  }

  /** Takes assignments down, all or none; returns their ids. */
  assign(assignments: readonly NewAssignment[]): number[] {
    const at = new Date().toISOString()
    const ids = this.#connection.write(() =>
      assignments.map(({ annotator, choice, drawn, assignedBy, samples }) => {
        const { lastInsertRowid } = this.#connection
          .statement<(string | number)[]>(
            `INSERT INTO work_assignments (annotator, choice, drawn, assigned_by, assigned_at)
              VALUES (?, ?, ?, ?, ?)`,
          )
          .run(annotator, JSON.stringify(choice), Number(drawn), assignedBy, at)
        const insert = this.#connection.statement<[number, number]>(
          'INSERT INTO work_assignment_samples (assignment_id, sample_id) VALUES (?, ?)',
        )
        for (let i = 0; i < samples.length; i++) insert.run(Number(lastInsertRowid), samples[i])
        return Number(lastInsertRowid)
      }),
    )
    this.#revision++
    return ids
  }

  /** It counts no more; what was labeled stays. */
  withdraw(id: number): void {
    this.#connection.write(() =>
      this.#connection
        .statement<[string, number]>(
          'UPDATE work_assignments SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL',
        )
        .run(new Date().toISOString(), id),
    )
    this.#revision++
  }

  /** Those that count, oldest first. */
  assignments(): StoredAssignment[] {
    const rows = this.#connection.read(() =>
      this.#connection
        .statement<[], AssignmentRow>(
          `SELECT id, annotator, choice, drawn, assigned_by AS assignedBy, assigned_at AS assignedAt,
            log_id AS logId, file_name AS fileName, independent, made_at AS madeAt
            FROM work_assignments LEFT JOIN work_packages ON assignment_id = id
            WHERE withdrawn_at IS NULL ORDER BY id`,
        )
        .all(),
    )
    return rows.map(({ choice, drawn, logId, fileName, independent, madeAt, ...row }) => ({
      ...row,
      choice: workChoiceSchema.parse(JSON.parse(choice)),
      drawn: drawn === 1,
      package:
        logId === null || fileName === null || madeAt === null
          ? null
          : { logId, fileName, independent: independent === 1, madeAt },
    }))
  }

  /** Ids of an assignment's samples, in order. */
  samplesOf(assignmentId: number): Int32Array {
    return Int32Array.from(
      this.#connection.read(() =>
        this.#connection
          .column<[number], number>(
            'SELECT sample_id FROM work_assignment_samples WHERE assignment_id = ? ORDER BY sample_id',
          )
          .all(assignmentId),
      ),
    )
  }

  recordPackage(assignmentId: number, made: { logId: string; fileName: string; independent: boolean }): void {
    this.#connection.write(() =>
      this.#connection
        .statement<(string | number)[]>(
          `INSERT INTO work_packages (log_id, assignment_id, file_name, independent, made_at)
            VALUES (?, ?, ?, ?, ?)`,
        )
        .run(made.logId, assignmentId, made.fileName, Number(made.independent), new Date().toISOString()),
    )
    this.#revision++
  }

  recordMerge(merge: NewWorkMerge): void {
    const { logId, fileName, annotator, mergedBy, batchId, taken, known, disputed } = merge
    this.#connection.write(() =>
      this.#connection
        .statement<(string | number | null)[]>(
          `INSERT INTO work_merges
            (log_id, file_name, annotator, merged_by, merged_at, batch_id, taken, known, disputed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(logId, fileName, annotator, mergedBy, new Date().toISOString(), batchId, taken, known, disputed),
    )
  }

  /** Newest first. */
  merges(): WorkMerge[] {
    return this.#connection.read(() =>
      this.#connection
        .statement<[], WorkMerge>(
          `SELECT id, file_name AS fileName, annotator, merged_by AS mergedBy, merged_at AS mergedAt,
            taken, known, disputed FROM work_merges ORDER BY id DESC`,
        )
        .all(),
    )
  }

  /** Null unless this project is a package. */
  origin(): StoredOrigin | null {
    const row = this.#connection.read(() =>
      this.#connection
        .statement<[], Record<string, unknown> & { classIds: string; independent: number; drawn: number }>(
          `SELECT log_id AS logId, project_name AS projectName, annotator, independent, drawn,
            made_at AS madeAt, class_ids AS classIds FROM work_origin`,
        )
        .get(),
    )
    if (!row) return null
    const { classIds, ...rest } = row
    const origin = storedOriginSchema.safeParse({
      ...rest,
      independent: row.independent === 1,
      drawn: row.drawn === 1,
      classIds: JSON.parse(classIds),
    })
    if (origin.success) return origin.data
    throw projectDamaged(this.#connection.file, 'a work package that does not say where it comes from')
  }

  setOrigin({ logId, projectName, annotator, independent, drawn, madeAt, classIds }: StoredOrigin): void {
    this.#connection.write(() =>
      this.#connection
        .statement<(string | number)[]>(
          `INSERT INTO work_origin
            (id, log_id, project_name, annotator, independent, drawn, made_at, class_ids)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          ...[logId, projectName, annotator, Number(independent), Number(drawn), madeAt],
          JSON.stringify(classIds),
        ),
    )
  }

  /** Content hashes of some samples, by id. */
  hashesOf(samples: ReadonlySet<number>): Map<number, Uint8Array> {
    const found = new Map<number, Uint8Array>()
    this.#connection.read(() => {
      const rows = this.#connection.statement<[], { hash: Uint8Array; sample: number }>(
        'SELECT content_hash AS hash, sample_id AS sample FROM sample_hashes',
      )
      for (const { hash, sample } of rows.iterate()) if (samples.has(sample)) found.set(sample, hash)
    })
    return found
  }

  /** Id of the sample with this content; null where there is none. */
  sampleWith(hash: Uint8Array): number | null {
    return this.#connection.read(
      () =>
        this.#connection
          .column<[Uint8Array], number>('SELECT sample_id FROM sample_hashes WHERE content_hash = ?')
          .get(hash) ?? null,
    )
  }

  /** When steps of another log were said that are in this one, by their numbers there. */
  timesOf(logId: string): Map<number, string> {
    const rows = this.#connection.read(() =>
      this.#connection
        .statement<[string], { originId: number; at: string }>(
          `SELECT origin_id AS originId, at FROM label_event_origins
            JOIN label_events ON label_events.id = event_id WHERE log_id = ?`,
        )
        .all(logId),
    )
    return new Map(rows.map(({ originId, at }) => [originId, at]))
  }

  /** The whole label log for other eyes; see {@link auditRows}. */
  auditRows(): Generator<AuditRow[]> {
    return auditRows(this.#connection)
  }

  /** How the samples came in: which import brought which ids, with what it says of them. */
  imports(): WorkImport[] {
    const rows = this.#connection.read(() =>
      this.#connection
        .statement<[], Omit<WorkImport, 'fieldNames' | 'featureNames'> & Record<string, unknown>>(
          `SELECT source, format, imported, field_names AS fieldNames, feature_names AS featureNames
            FROM imports ORDER BY id`,
        )
        .all(),
    )
    const names = (text: unknown) =>
      typeof text === 'string' ? z.array(z.string()).parse(JSON.parse(text)) : undefined
    return rows.map(({ source, format, imported, fieldNames, featureNames }) => ({
      source,
      format,
      imported,
      fieldNames: names(fieldNames),
      featureNames: names(featureNames),
    }))
  }
}

/** One import, without its samples. */
export interface WorkImport {
  source: string
  format: string
  imported: number
  fieldNames?: string[]
  featureNames?: string[]
}
