import Database from 'better-sqlite3'
import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { Checkpoint } from '../contract/training.ts'
import { readLatestCheckpoint } from './checkpoint-codec.ts'
import { busyTimeout, configure, ProjectConnection } from './connection.ts'
import { requireFile, requireIdentity } from './file-header.ts'
import { registerOpen } from './file-registry.ts'
import { latestVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { PosteriorStore, type Posteriors } from './posterior-store.ts'
import { projectPath } from './project-file.ts'
import { readInputRange, readInputShape, readSampleCount } from './sample-inputs.ts'
import { withProjectErrors } from './sqlite-errors.ts'

/** What the engine needs of a project; it never writes. Each call sees what is committed at that moment. */
export interface ProjectReader {
  /** Null before the first import. */
  inputShape(): InputShape | null
  sampleCount(): number
  /** Model inputs of ordinals first … first + count − 1 (0-based): [count · inputLength]. */
  readInputs(first: number, count: number): Uint8Array | Float32Array
  /** The last whole checkpoint of a run, or null. All its tensors share one buffer. */
  latestCheckpoint(runId: number): Checkpoint | null
  /** The posteriors that labeling goes by, with the run they are from; null before the first training is done. */
  posteriorsInUse(): (Posteriors & { runId: number }) | null
  close(): void
}

/**
 * Opens a project for reading beside the process that writes it. Takes no lease and waits for nobody; close it
 * before the writer closes, so that the writer can leave a single file.
 */
export function openProjectReader(path: string): ProjectReader {
  const file = projectPath(path)
  requireFile(file)
  const database = withProjectErrors(
    file,
    () => new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeout }),
  )
  try {
    withProjectErrors(file, () => {
      configure(database)
      const applicationId = database.pragma('application_id', { simple: true }) as number
      const version = database.pragma('user_version', { simple: true }) as number
      requireIdentity(file, applicationId, version, latestVersion(migrations))
    })
  } catch (thrown) {
    database.close()
    throw thrown
  }
  const unregister = registerOpen(file, null)
  const connection = new ProjectConnection(database, file)
  return {
    inputShape: () => readInputShape(connection),
    sampleCount: () => readSampleCount(connection),
    readInputs: (first, count) => {
      const shape = readInputShape(connection)
      if (!shape) throw new FewlabelError('nothing-to-train', 'The project holds no samples.', { file })
      return readInputRange(connection, shape, first, count)
    },
    latestCheckpoint: (runId) => readLatestCheckpoint(connection, runId),
    posteriorsInUse: () => {
      const posteriors = new PosteriorStore(connection)
      const runId = posteriors.current()
      const inUse = runId === null ? null : posteriors.load(runId)
      return runId === null || inUse === null ? null : { runId, ...inUse }
    },
    close: () => {
      if (!database.open) return
      database.close()
      unregister()
    },
  }
}
