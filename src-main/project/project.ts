import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { unknownAnnotator } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type ProjectSummary, projectExtension } from '../contract/project.ts'
import { ArtifactStore } from './artifact-store.ts'
import { ClassStore } from './class-store.ts'
import { CommentStore } from './comment-store.ts'
import { ProjectConnection } from './connection.ts'
import { isLocalFile } from './file-place.ts'
import { registerOpen } from './file-registry.ts'
import { type ImportDetails, ImportTransaction } from './import-transaction.ts'
import { endJournal, startJournal } from './journal.ts'
import { LabelLog } from './label-log.ts'
import type { WrittenBatch } from './label-writer.ts'
import { LearningCurveStore } from './learning-curve-store.ts'
import { heartbeatInterval, projectLocked, readLease } from './lease.ts'
import { migrations } from './migrations/index.ts'
import { deleteUncommitted, PosteriorStore } from './posterior-store.ts'
import { thisProcess } from './process-identity.ts'
import { abandonFile, createFile, type OpenedFile, openFile, projectPath } from './project-file.ts'
import { RunStore, sweepCheckpointsNow } from './run-store.ts'
import { SampleStore } from './sample-store.ts'
import { SettingsStore } from './settings-store.ts'
import { SnapshotStore } from './snapshot-store.ts'
import { withProjectErrors } from './sqlite-errors.ts'
import { WorkStore } from './work-store.ts'

export interface OpenOptions {
  /** Who opens it, as others who want to are told: "Fewlabel", "fewlabel train". */
  holder: string
}

export interface CreateOptions extends OpenOptions {
  /** The file's name without its ending where absent. */
  name?: string
}

/**
 * One open project file. Only one process at a time has it open for writing; closing leaves exactly one file.
 * Methods of the stores are synchronous and, where they write, return after the change is on the disk.
 */
export class Project {
  readonly path: string
  readonly name: string
  readonly samples: SampleStore
  readonly classes: ClassStore
  readonly labels: LabelLog
  readonly comments: CommentStore
  readonly curve: LearningCurveStore
  readonly runs: RunStore
  readonly posteriors: PosteriorStore
  readonly artifacts: ArtifactStore
  readonly settings: SettingsStore
  readonly snapshots: SnapshotStore
  readonly work: WorkStore
  readonly #connection: ProjectConnection
  readonly #isLocal: boolean
  readonly #leaseToken: string
  readonly #unregister: () => void
  readonly #heartbeat: NodeJS.Timeout
  #import: ImportTransaction | null = null

  /**
   * Makes an empty project and opens it. Throws `project-exists`, `project-read-only`, `disk-full`, `io-failed`.
   */
  static create(path: string, { name, holder }: CreateOptions): Project {
    const file = projectPath(path)
    createFile(file, name ?? basename(file, projectExtension), migrations)
    return Project.open(file, { holder })
  }

  /**
   * Opens an existing project. Throws `project-not-found`, `project-locked` (naming who has it),
   * `project-foreign`, `project-newer`, `project-damaged` or `project-read-only`; then not a byte has changed.
   */
  static open(path: string, { holder }: OpenOptions): Project {
    const file = projectPath(path)
    const opened = openFile(file, holder, migrations)
    try {
      return withProjectErrors(file, () => new Project(file, holder, opened))
    } catch (thrown) {
      abandonFile(opened)
      throw thrown
    }
  }

  /** Use {@link open} or {@link create}. */
  private constructor(file: string, holder: string, { database, leaseToken }: OpenedFile) {
    this.#isLocal = isLocalFile(file)
    startJournal(database, this.#isLocal)
    const connection = new ProjectConnection(database, file)
    this.path = file
    this.#connection = connection
    this.#leaseToken = leaseToken
    connection.setGuard(() => this.#requireLease())
    sweepUnfinished(connection)
    this.name = connection.column<[], string>('SELECT name FROM project').get() as string
    this.samples = new SampleStore(connection)
    const sampleCount = () => this.samples.count()
    this.classes = new ClassStore(connection, sampleCount)
    this.labels = new LabelLog(connection, {
      sampleCount,
      resolveClass: (id) => this.classes.resolve(id),
      nameOfClass: (id) => this.classes.nameOf(id),
      requireClass: (id) => this.classes.get(id),
      requireMergeable: (from, into) => this.classes.requireMergeable(from, into),
      merge: (from, into) => this.classes.merge(from, into),
      unmerge: (id) => this.classes.unmerge(id),
      refreshClasses: () => this.classes.refresh(),
    })
    this.comments = new CommentStore(connection, sampleCount)
    this.curve = new LearningCurveStore(connection)
    this.runs = new RunStore(connection)
    this.posteriors = new PosteriorStore(connection)
    this.artifacts = new ArtifactStore(connection)
    this.settings = new SettingsStore(connection)
    this.snapshots = new SnapshotStore(connection)
    this.work = new WorkStore(connection)
    this.#unregister = registerOpen(file, { holder, since: new Date().toISOString() })
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatInterval).unref()
  }

  /**
   * Starts an import. Throws `source-mismatch` when its samples have another shape than those in the project,
   * and `busy` while another import runs.
   */
  beginImport(details: ImportDetails): ImportTransaction {
    let written: WrittenBatch | null = null
    this.#import = new ImportTransaction(this.#connection, details, {
      writeLabels: (labels) => {
        const classIds = this.classes.addMissing(labels.classNames)
        const name = basename(details.source)
        const annotator = details.annotator ?? unknownAnnotator
        const steps = labels.steps(classIds, new Date().toISOString())
        written = this.labels.writeBatch(steps, { kind: 'import', name, annotator })
      },
      whenEnded: () => {
        this.samples.refresh()
        this.classes.refresh()
        this.labels.grow()
        if (written) this.labels.followBatch(written)
      },
    })
    return this.#import
  }

  /**
   * Frees what the runs before one left behind: checkpoints, posteriors, prototypes, artifacts; but nothing of a run that
   * a snapshot needs. The runs themselves stay on record. Checkpoints go piece by piece, with the next one that is saved
   * or at the next opening.
   */
  discardRunsBefore(runId: number): void {
    const old = `SELECT id FROM training_runs
      WHERE id < ? AND id NOT IN (SELECT run_id FROM snapshots WHERE run_id IS NOT NULL)`
    this.#connection.write(() => {
      for (const sql of [
        `UPDATE checkpoints SET visible = 0 WHERE run_id IN (${old})`,
        `DELETE FROM posterior_chunks WHERE set_id IN (SELECT id FROM posterior_sets WHERE run_id IN (${old}))`,
        `DELETE FROM posterior_sets WHERE run_id IN (${old})`,
        `DELETE FROM galleries WHERE run_id IN (${old})`,
        `DELETE FROM artifacts WHERE run_id IN (${old})`,
      ]) {
        this.#connection.statement<[number]>(sql).run(runId)
      }
    })
  }

  summary(): ProjectSummary {
    const origin = this.work.origin()
    return {
      path: this.path,
      name: this.name,
      samples: this.samples.count(),
      labels: this.labels.labeledCount(),
      classes: this.classes.list().length,
      trained: this.posteriors.current() !== null,
      hasTruth: this.samples.hasTruth(),
      inputShape: this.samples.inputShape(),
      bytes: statSync(this.path).size,
      onShare: !this.#isLocal,
      work: origin && {
        annotator: origin.annotator,
        projectName: origin.projectName,
        independent: origin.independent,
      },
    }
  }

  /**
   * Gives the lease back and moves everything into the one file. An import under way is rolled back, a checkpoint
   * being saved is dropped. Harmless when closed already. Readers in other processes should be closed before:
   * while one is open, an (empty) journal has to stay beside the file.
   */
  close(): void {
    const { database } = this.#connection
    if (!database.open) return
    clearInterval(this.#heartbeat)
    this.#import?.rollback()
    try {
      this.curve.flush()
      withProjectErrors(this.path, () => {
        database.prepare('DELETE FROM lease WHERE token = ?').run(this.#leaseToken)
        endJournal(database)
      })
    } catch (thrown) {
      // All that was acknowledged is on the disk. What cannot be tidied up (the disk is full, the share is gone),
      // the next opening tidies up.
      if (!(thrown instanceof FewlabelError)) throw thrown
    } finally {
      database.close()
      this.#unregister()
    }
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Another program may take a project over that was silent for too long; then nothing more is written here. */
  #requireLease(): void {
    const token = this.#connection.column<[], string>('SELECT token FROM lease WHERE id = 1').get()
    if (token === this.#leaseToken) return
    const lease = readLease(this.#connection.database)
    throw projectLocked(
      lease ?? { ...thisProcess(), holder: 'another program', since: 'just now' },
      this.path,
    )
  }

  #beat(): void {
    if (this.#connection.heldFor) return
    try {
      this.#connection.write(() =>
        this.#connection
          .statement<[string]>('UPDATE lease SET heartbeat = ? WHERE id = 1')
          .run(new Date().toISOString()),
      )
    } catch {
      // Nobody waits for a heartbeat; what is wrong shows at the next real write.
    }
  }
}

/** Clears away what a crash left half done. */
function sweepUnfinished(connection: ProjectConnection): void {
  sweepCheckpointsNow(connection)
  connection.write(() => {
    deleteUncommitted(connection)
    connection
      .statement<[string]>(
        `UPDATE training_runs SET state = 'interrupted', finished_at = ? WHERE state IN ('queued', 'running')`,
      )
      .run(new Date().toISOString())
  })
}
