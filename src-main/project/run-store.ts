import { setImmediate as nextTurn } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import {
  type Checkpoint,
  storedTrainingConfigSchema,
  type TrainingConfig,
  type TrainingRun,
  trainingConfigSchema,
} from '../contract/training.ts'
import {
  type CheckpointSummary,
  encodeHeader,
  payloadBytes,
  payloadChunks,
  readCheckpointSummary,
  readLatestCheckpoint,
} from './checkpoint-codec.ts'
import type { ProjectConnection } from './connection.ts'

/** Whole checkpoints kept per run: the last, and the one before it should the last turn out useless. */
const keptCheckpoints = 2

/** What changes while a run goes on. */
export type RunPatch = Partial<
  Pick<
    TrainingRun,
    | 'state'
    | 'finishedAt'
    | 'backend'
    | 'epochs'
    | 'seconds'
    | 'samplesPerSecond'
    | 'liveComponents'
    | 'failure'
  >
>

type RunRow = Omit<TrainingRun, 'config'> & { config: string }

const runColumns = `SELECT id, state, started_at AS startedAt, finished_at AS finishedAt, config, backend,
  (SELECT epoch FROM checkpoints WHERE run_id = training_runs.id AND visible = 1 ORDER BY id DESC LIMIT 1)
    AS checkpointEpoch,
  epochs, seconds, samples_per_second AS samplesPerSecond, live_components AS liveComponents, failure
  FROM training_runs`

const patchColumns: Record<keyof RunPatch, string> = {
  state: 'state',
  finishedAt: 'finished_at',
  backend: 'backend',
  epochs: 'epochs',
  seconds: 'seconds',
  samplesPerSecond: 'samples_per_second',
  liveComponents: 'live_components',
  failure: 'failure',
}

/** Training runs and their checkpoints. */
export class RunStore {
  readonly #connection: ProjectConnection
  /** Checkpoints are saved one after the other. */
  #saving: Promise<void> = Promise.resolve()

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** A new run in the state `queued`. */
  create(config: TrainingConfig): TrainingRun {
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<[string, string, number]>(
            `INSERT INTO training_runs (state, started_at, config, epochs, seconds)
              VALUES ('queued', ?, ?, ?, 0)`,
          )
          .run(
            new Date().toISOString(),
            JSON.stringify(trainingConfigSchema.parse(config)),
            config.warmupEpochs + config.elboEpochs,
          ).lastInsertRowid,
      ),
    )
    return this.get(id)
  }

  /** All runs, oldest first. */
  list(): TrainingRun[] {
    const rows = this.#connection.read(() =>
      this.#connection.statement<[], RunRow>(`${runColumns} ORDER BY id`).all(),
    )
    return rows.map(toRun)
  }

  get(id: number): TrainingRun {
    const row = this.#connection.read(() =>
      this.#connection.statement<[number], RunRow>(`${runColumns} WHERE id = ?`).get(id),
    )
    if (!row) throw new FewlabelError('not-found', `There is no training run ${id}.`, { found: String(id) })
    return toRun(row)
  }

  update(id: number, patch: RunPatch): TrainingRun {
    const keys = (Object.keys(patch) as (keyof RunPatch)[]).filter((key) => patch[key] !== undefined)
    if (keys.length > 0) {
      const assignments = keys.map((key) => `${patchColumns[key]} = ?`).join(', ')
      this.#connection.write(() =>
        this.#connection
          .statement(`UPDATE training_runs SET ${assignments} WHERE id = ?`)
          .run(...keys.map((key) => patch[key]), id),
      )
    }
    return this.get(id)
  }

  /**
   * Saves a checkpoint; when the promise resolves it is durable. The numbers are written in small steps with
   * turns of the event loop in between, so that labels can be committed meanwhile; the checkpoint becomes visible
   * as a whole in one last transaction. One that was cut short is never seen, and swept away at the next opening.
   * The last two of each run are kept.
   */
  saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
    const saved = this.#saving.then(() => this.#save(checkpoint))
    this.#saving = saved.catch(() => {})
    return saved
  }

  /** Where a run stands by its last whole checkpoint, or null; cheap, its numbers are not read. */
  checkpointSummary(runId: number): CheckpointSummary | null {
    return readCheckpointSummary(this.#connection, runId)
  }

  /** The last whole checkpoint of a run, or null. All its tensors share one buffer. */
  latestCheckpoint(runId: number): Checkpoint | null {
    return readLatestCheckpoint(this.#connection, runId)
  }

  async #save(checkpoint: Checkpoint): Promise<void> {
    const { runId, epoch } = checkpoint
    await this.#turn()
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<[number, number, string, string, number]>(
            `INSERT INTO checkpoints (run_id, visible, epoch, saved_at, header, bytes)
              VALUES (?, 0, ?, ?, ?, ?)`,
          )
          .run(runId, epoch, new Date().toISOString(), encodeHeader(checkpoint), payloadBytes(checkpoint))
          .lastInsertRowid,
      ),
    )
    let place = 0
    for (const chunk of payloadChunks(checkpoint)) {
      this.#connection.write(() =>
        this.#connection
          .statement<[number, number, Uint8Array]>(
            'INSERT INTO checkpoint_chunks (checkpoint_id, place, bytes) VALUES (?, ?, ?)',
          )
          .run(id, place++, chunk),
      )
      await this.#turn()
    }
    this.#connection.write(() => {
      this.#connection.statement<[number]>('UPDATE checkpoints SET visible = 1 WHERE id = ?').run(id)
      this.#connection
        .statement<[number, number, number]>(
          `UPDATE checkpoints SET visible = 0 WHERE run_id = ? AND visible = 1 AND id NOT IN
            (SELECT id FROM checkpoints WHERE run_id = ? AND visible = 1 ORDER BY id DESC LIMIT ?)`,
        )
        .run(runId, runId, keptCheckpoints)
    })
    await this.#turn()
    await sweepCheckpoints(this.#connection, () => this.#turn())
  }

  /** Lets others run; after it, the project can be written to again. */
  async #turn(): Promise<void> {
    await nextTurn()
    await this.#connection.released()
    if (!this.#connection.database.open) {
      throw new FewlabelError('cancelled', 'The project was closed before the checkpoint was whole.')
    }
  }
}

/** Removes checkpoints that are not visible, in small steps; `turn` runs between them. */
async function sweepCheckpoints(connection: ProjectConnection, turn: () => Promise<void>): Promise<void> {
  while (sweepStep(connection)) await turn()
}

/** The same at once, for the opening of a project. */
export function sweepCheckpointsNow(connection: ProjectConnection): void {
  while (sweepStep(connection)) {
    // Each step is a transaction of its own.
  }
}

/** Removes a few chunks of a checkpoint that is not visible; false when there is none left. */
function sweepStep(connection: ProjectConnection): boolean {
  const stale = connection.column<[], number>('SELECT id FROM checkpoints WHERE visible = 0 LIMIT 1')
  if (stale.get() === undefined) return false
  connection.write(() => {
    const id = stale.get() as number
    const { changes } = connection
      .statement<[number]>(
        `DELETE FROM checkpoint_chunks WHERE rowid IN
          (SELECT rowid FROM checkpoint_chunks WHERE checkpoint_id = ? LIMIT 16)`,
      )
      .run(id)
    if (changes === 0) connection.statement<[number]>('DELETE FROM checkpoints WHERE id = ?').run(id)
  })
  return true
}

function toRun(row: RunRow): TrainingRun {
  return { ...row, config: storedTrainingConfigSchema.parse(JSON.parse(row.config)) }
}
