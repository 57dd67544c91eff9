import { z } from 'zod'
import { FewlabelError } from '../contract/errors.ts'
import { type ComponentGallery, type PosteriorChunk, posteriorWidth } from '../contract/training.ts'
import { asBytes, asFloat32, asUint16, bytesOf } from './bytes.ts'
import type { ProjectConnection } from './connection.ts'
import { readInputShape } from './sample-inputs.ts'

/** Posteriors of all samples a run has sorted, by ordinal. */
export interface Posteriors {
  /** Samples covered: ordinals 0 … count − 1. */
  count: number
  /** K, the components of the mixture. */
  componentCount: number
  latentDimensions: number
  /** [count · posteriorWidth], largest weight first. */
  components: Uint16Array
  /** [count · posteriorWidth]; each row sums to 1. */
  weights: Float32Array
  /** [count · latentDimensions] */
  means: Float32Array
}

/** Setting that names an older run as the one in use, as long as no set is newer than the one it was taken back before. */
const usedAgainKey = 'runUsedAgain'
const usedAgainSchema = z.object({ runId: z.int().nullable(), newestSet: z.int() })
const notUsedAgain = { runId: null, newestSet: -1 }

interface SetRow {
  id: number
  componentCount: number
  latentDimensions: number
  count: number
}

/** Takes posteriors chunk by chunk, in order; nobody sees them before `commit`. */
export interface PosteriorWriter {
  add(chunk: PosteriorChunk): void
  /** Makes what was added visible in one transaction. Posteriors never committed are swept away at the next opening. */
  commit(): void
}

/** Sparse posteriors, latent means and the gallery of components per training run. */
export class PosteriorStore {
  readonly #connection: ProjectConnection

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Starts the posteriors of a run anew; those it had before stay until the commit replaces them. */
  begin(runId: number, componentCount: number, latentDimensions: number): PosteriorWriter {
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<[number, number, number, string]>(
            `INSERT INTO posterior_sets (run_id, component_count, latent_dimensions, count, saved_at)
              VALUES (?, ?, ?, 0, ?)`,
          )
          .run(runId, componentCount, latentDimensions, new Date().toISOString()).lastInsertRowid,
      ),
    )
    return this.#writer({ id, componentCount, latentDimensions, count: 0 })
  }

  /** Goes on where the posteriors of a run end, for samples imported later; `not-trained` when it has none. */
  append(runId: number): PosteriorWriter {
    const set = this.#set(runId)
    if (!set) {
      throw new FewlabelError('not-trained', `Training run ${runId} has not sorted any samples.`, {
        remedy: 'Train first.',
      })
    }
    // What an earlier attempt left behind is in the way.
    this.#connection.write(() => deleteUncommittedChunks(this.#connection))
    return this.#writer(set)
  }

  /** Null when the run has no complete posteriors. */
  load(runId: number): Posteriors | null {
    const set = this.#set(runId)
    if (!set) return null
    const { id, count, componentCount, latentDimensions } = set
    const components = new Uint16Array(count * posteriorWidth)
    const weights = new Float32Array(count * posteriorWidth)
    const means = new Float32Array(count * latentDimensions)
    this.#connection.read(() => {
      const chunks = this.#connection.statement<
        [number, number],
        { first: number; components: Uint8Array; weights: Uint8Array; means: Uint8Array }
      >(
        `SELECT first, components, weights, means FROM posterior_chunks
          WHERE set_id = ? AND first < ? ORDER BY first`,
      )
      for (const chunk of chunks.iterate(id, count)) {
        components.set(asUint16(chunk.components), chunk.first * posteriorWidth)
        weights.set(asFloat32(chunk.weights), chunk.first * posteriorWidth)
        means.set(asFloat32(chunk.means), chunk.first * latentDimensions)
      }
    })
    return { count, componentCount, latentDimensions, components, weights, means }
  }

  /**
   * Latent means of some samples that a run has sorted [ordinals.length · latentDimensions], in their order.
   *
   * @param ordinals ascending
   */
  meansOf(runId: number, ordinals: ArrayLike<number>): Float32Array {
    const set = this.#set(runId)
    const width = set?.latentDimensions ?? 0
    const means = new Float32Array(ordinals.length * width)
    let at = 0
    this.#connection.read(() => {
      const find = this.#connection.statement<
        [number, number],
        { first: number; count: number; means: Uint8Array }
      >(
        `SELECT first, count, means FROM posterior_chunks
          WHERE set_id = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
      )
      while (set && at < ordinals.length) {
        const chunk = find.get(set.id, ordinals[at])
        if (!chunk || ordinals[at] >= chunk.first + chunk.count) break
        const rows = asFloat32(chunk.means)
        for (; at < ordinals.length && ordinals[at] < chunk.first + chunk.count; at++) {
          const from = (ordinals[at] - chunk.first) * width
          means.set(rows.subarray(from, from + width), at * width)
        }
      }
    })
    if (at < ordinals.length) {
      throw new FewlabelError('internal', `Sample ${ordinals[at] + 1} has not been sorted by run ${runId}.`)
    }
    return means
  }

  /** The run whose posteriors are in use: the last one that has any, unless an older one was taken back; or null. */
  current(): number | null {
    return this.#connection.read(() => {
      const newest = this.#newest()
      const again = this.#connection
        .column<[string], string>('SELECT value FROM settings WHERE key = ?')
        .get(usedAgainKey)
      const { runId, newestSet } =
        again === undefined ? notUsedAgain : usedAgainSchema.parse(JSON.parse(again))
      return newest && newest.id === newestSet ? runId : (newest?.runId ?? null)
    })
  }

  /** Takes the posteriors of an older run back into use, until there are newer ones; `not-found` when it has none. */
  reinstate(runId: number): void {
    if (!this.#set(runId)) {
      throw new FewlabelError('not-found', `What training run ${runId} left behind is not there any more.`, {
        remedy: 'Train again.',
      })
    }
    this.#connection.write(() =>
      this.#connection
        .statement<[string, string]>('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
        .run(usedAgainKey, JSON.stringify({ runId, newestSet: this.#newest()?.id })),
    )
  }

  #newest(): { id: number; runId: number } | undefined {
    return this.#connection
      .statement<[], { id: number; runId: number }>(
        'SELECT id, run_id AS runId FROM posterior_sets WHERE count > 0 ORDER BY id DESC LIMIT 1',
      )
      .get()
  }

  saveGallery({ runId, epoch, masses, prototypes }: ComponentGallery): void {
    this.#connection.write(() =>
      this.#connection
        .statement<[number, number, Uint8Array, Uint8Array]>(
          'INSERT OR REPLACE INTO galleries (run_id, epoch, masses, prototypes) VALUES (?, ?, ?, ?)',
        )
        .run(runId, epoch, bytesOf(masses), bytesOf(prototypes)),
    )
  }

  gallery(runId: number): ComponentGallery | null {
    const row = this.#connection.read(() =>
      this.#connection
        .statement<[number], { epoch: number; masses: Uint8Array; prototypes: Uint8Array }>(
          'SELECT epoch, masses, prototypes FROM galleries WHERE run_id = ?',
        )
        .get(runId),
    )
    if (!row) return null
    const isImage = readInputShape(this.#connection)?.kind === 'image'
    return {
      runId,
      epoch: row.epoch,
      masses: asFloat32(row.masses),
      prototypes: isImage ? asBytes(row.prototypes) : asFloat32(row.prototypes),
    }
  }

  #set(runId: number): SetRow | null {
    return this.#connection.read(
      () =>
        this.#connection
          .statement<[number], SetRow>(
            `SELECT id, component_count AS componentCount, latent_dimensions AS latentDimensions, count
              FROM posterior_sets WHERE run_id = ? AND count > 0 ORDER BY id DESC LIMIT 1`,
          )
          .get(runId) ?? null,
    )
  }

  #writer({ id, count, latentDimensions }: SetRow): PosteriorWriter {
    let next = count
    const add = (chunk: PosteriorChunk) => {
      requireChunk(chunk, next, latentDimensions)
      this.#connection.write(() =>
        this.#connection
          .statement<[number, number, number, Uint8Array, Uint8Array, Uint8Array]>(
            `INSERT INTO posterior_chunks (set_id, first, count, components, weights, means)
              VALUES (?, ?, ?, ?, ?, ?)`,
          )
          .run(
            id,
            chunk.first,
            chunk.count,
            bytesOf(chunk.components),
            bytesOf(chunk.weights),
            bytesOf(chunk.means),
          ),
      )
      next += chunk.count
    }
    const commit = () =>
      this.#connection.write(() => {
        this.#connection
          .statement<[number, string, number]>(
            'UPDATE posterior_sets SET count = ?, saved_at = ? WHERE id = ?',
          )
          .run(next, new Date().toISOString(), id)
        const older =
          'FROM posterior_sets WHERE id < ? AND run_id = (SELECT run_id FROM posterior_sets WHERE id = ?)'
        this.#connection
          .statement<[number, number]>(`DELETE FROM posterior_chunks WHERE set_id IN (SELECT id ${older})`)
          .run(id, id)
        this.#connection.statement<[number, number]>(`DELETE ${older}`).run(id, id)
      })
    return { add, commit }
  }
}

/** Removes posteriors that were never committed; called in a transaction. */
export function deleteUncommitted(connection: ProjectConnection): void {
  deleteUncommittedChunks(connection)
  connection.statement<[]>('DELETE FROM posterior_sets WHERE count = 0').run()
}

function deleteUncommittedChunks(connection: ProjectConnection): void {
  connection
    .statement<[]>(
      `DELETE FROM posterior_chunks WHERE rowid IN (
        SELECT chunk.rowid FROM posterior_chunks AS chunk
        JOIN posterior_sets ON posterior_sets.id = chunk.set_id WHERE first >= posterior_sets.count)`,
    )
    .run()
}

function requireChunk(chunk: PosteriorChunk, next: number, latentDimensions: number): void {
  const { first, count, components, weights, means } = chunk
  const whole =
    first === next &&
    components.length === count * posteriorWidth &&
    weights.length === count * posteriorWidth &&
    means.length === count * latentDimensions
  if (whole) return
  throw new FewlabelError('internal', 'Posteriors came in the wrong order or shape.', {
    expected: `samples from ordinal ${next}, ${posteriorWidth} components and ${latentDimensions} means each`,
    found: `${count} samples from ordinal ${first}, with ${components.length}, ${weights.length} and ${means.length} numbers`,
  })
}
