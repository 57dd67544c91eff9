import { type InputShape, inputLength, inputShapeSchema } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { asFloat32, bytesOf } from './bytes.ts'
import type { ProjectConnection } from './connection.ts'

/** Samples in the project; also the largest sample id. */
export function readSampleCount(connection: ProjectConnection): number {
  return connection.read(
    () => connection.column<[], number>('SELECT coalesce(max(id), 0) FROM samples').get() as number,
  )
}

/** What one model input is; null before the first import. */
export function readInputShape(connection: ProjectConnection): InputShape | null {
  const text = connection.read(() =>
    connection.column<[], string | null>('SELECT input_shape FROM project').get(),
  )
  return text ? inputShapeSchema.parse(JSON.parse(text)) : null
}

/**
 * Model inputs of the samples with ordinals first … first + count − 1 (0-based; ordinal = id − 1), one after
 * the other: [count · inputLength], bytes for images and float32 for vectors.
 * Throws `sample-not-found` when the range reaches beyond the samples there are.
 */
export function readInputRange(
  connection: ProjectConnection,
  shape: InputShape,
  first: number,
  count: number,
): Uint8Array | Float32Array {
  const length = inputLength(shape)
  const values = shape.kind === 'image' ? new Uint8Array(count * length) : new Float32Array(count * length)
  const target = bytesOf(values)
  const width = length * values.BYTES_PER_ELEMENT
  let read = 0
  connection.read(() => {
    const rows = connection.column<[number, number], Uint8Array>(
      'SELECT bytes FROM sample_inputs WHERE sample_id > ? AND sample_id <= ? ORDER BY sample_id',
    )
    for (const bytes of rows.iterate(first, first + count)) target.set(bytes, width * read++)
  })
  if (read !== count) {
    throw new FewlabelError('sample-not-found', 'The project does not hold that many samples.', {
      expected: `samples ${first + 1} to ${first + count}`,
      found: `${read} of them`,
      file: connection.file,
    })
  }
  return values
}

/** One model input: bytes for images, float32 for vectors. */
export function decodeInput(shape: InputShape, bytes: Uint8Array): Uint8Array | Float32Array {
  return shape.kind === 'image' ? new Uint8Array(bytes) : asFloat32(bytes)
}
