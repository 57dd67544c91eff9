import { z } from 'zod'
import {
  type Checkpoint,
  epochRecordSchema,
  type NamedTensor,
  storedTrainingConfigSchema,
} from '../contract/training.ts'
import { asFloat32, bytesOf } from './bytes.ts'
import type { ProjectConnection } from './connection.ts'
import { projectDamaged } from './sqlite-errors.ts'

/** Bytes per chunk: small enough that a label never waits long for the transaction that writes one. */
const chunkBytes = 128 * 1024

const tensorSchema = z.object({ name: z.string(), shape: z.array(z.int()) })

/** A checkpoint without its numbers; those follow in chunks: weights, then moments, float32, in this order. */
const headerSchema = z.object({
  epoch: z.int(),
  batch: z.int(),
  phase: z.enum(['warmup', 'elbo']),
  step: z.int(),
  config: storedTrainingConfigSchema,
  history: z.array(epochRecordSchema),
  weights: z.array(tensorSchema),
  moments: z.array(tensorSchema),
})

/** The header of a checkpoint, as JSON. */
export function encodeHeader({ runId: _, weights, moments, ...rest }: Checkpoint): string {
  const describe = ({ name, shape }: NamedTensor) => ({ name, shape })
  return JSON.stringify({ ...rest, weights: weights.map(describe), moments: moments.map(describe) })
}

/** Bytes of all numbers of a checkpoint. */
export function payloadBytes({ weights, moments }: Checkpoint): number {
  return [...weights, ...moments].reduce((sum, { values }) => sum + values.byteLength, 0)
}

/** The numbers of a checkpoint in chunks; each is only valid until the next is asked for. */
export function* payloadChunks({ weights, moments }: Checkpoint): Generator<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes)
  let filled = 0
  for (const { values } of [...weights, ...moments]) {
    const bytes = bytesOf(values)
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + chunkBytes - filled)
      chunk.set(part, filled)
      filled += part.length
      from += part.length
      if (filled === chunkBytes) {
        yield chunk
        filled = 0
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}

/** What is said about a checkpoint without its numbers, which are megabytes. */
export type CheckpointSummary = Pick<Checkpoint, 'epoch' | 'phase' | 'config' | 'history'>

/** Where a run stands by its last whole checkpoint, or null. */
export function readCheckpointSummary(
  connection: ProjectConnection,
  runId: number,
): CheckpointSummary | null {
  const header = connection.read(() => connection.column<[number], string>(latest('header')).get(runId))
  if (header === undefined) return null
  const { epoch, phase, config, history } = headerSchema.parse(JSON.parse(header))
  return { epoch, phase, config, history }
}

/**
 * The last whole checkpoint of a run, or null. All tensors share one buffer.
 */
export function readLatestCheckpoint(connection: ProjectConnection, runId: number): Checkpoint | null {
  return connection.read(() => {
    const row = connection
      .statement<[number], { id: number; header: string; bytes: number }>(latest('id, header, bytes'))
      .get(runId)
    if (!row) return null
    const payload = new Uint8Array(row.bytes)
    let filled = 0
    const chunks = connection.column<[number], Uint8Array>(
      'SELECT bytes FROM checkpoint_chunks WHERE checkpoint_id = ? ORDER BY place',
    )
    for (const chunk of chunks.iterate(row.id)) {
      if (filled + chunk.length <= row.bytes) payload.set(chunk, filled)
      filled += chunk.length
    }
    const { weights, moments, ...rest } = headerSchema.parse(JSON.parse(row.header))
    const numbers = asFloat32(payload)
    let next = 0
    const take = ({ name, shape }: { name: string; shape: number[] }): NamedTensor => {
      const length = shape.reduce((product, side) => product * side, 1)
      next += length
      return { name, shape, values: numbers.subarray(next - length, next) }
    }
    const checkpoint = { runId, ...rest, weights: weights.map(take), moments: moments.map(take) }
    if (filled !== row.bytes || next !== numbers.length) {
      throw projectDamaged(connection.file, `checkpoint ${row.id} has ${filled} of ${row.bytes} bytes`)
    }
    return checkpoint
  })
}

const latest = (columns: string) =>
  `SELECT ${columns} FROM checkpoints WHERE run_id = ? AND visible = 1 ORDER BY id DESC LIMIT 1`
