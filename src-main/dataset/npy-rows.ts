import { FewlabelError } from '../contract/errors.ts'
import type { NpyArray } from './npy-arrays.ts'
import { shapeText } from './npy-header.ts'
import { textsOf } from './npy-items.ts'

/** Arrays whose rows do not lie together are held as a whole, up to this many bytes. */
const wholeLimit = 256 * 1024 * 1024
/** Lists of labels, ids and names are held as a whole. */
const listLimit = 256 * 1024 * 1024

/** Bytes of one sample. */
export function rowBytes({ header }: NpyArray): number {
  const items = header.shape.slice(1).reduce((product, size) => product * size, 1)
  return items * header.type.bytes
}

/**
 * The bytes of each sample of an array, some samples at a time.
 *
 * @throws FewlabelError — `source-damaged` where it ends too soon, `source-unsupported` where its rows do not lie
 * together and it is too large to be turned around
 */
export async function* readRows(array: NpyArray, size: number): AsyncGenerator<Uint8Array[], void, void> {
  const { header } = array
  const [count = 0] = header.shape
  const width = rowBytes(array)
  if (header.isFortran && header.shape.length > 1) {
    const turned = await turnedAround(array)
    for (let first = 0; first < count; first += size) {
      yield split(turned.subarray(first * width, Math.min(count, first + size) * width), width)
    }
    return
  }
  const bytes = await array.open()
  try {
    for (let first = 0; first < count; first += size) {
      // Not one buffer for all batches: what is made of the rows may be views of it.
      const target = new Uint8Array(Math.min(size, count - first) * width)
      const there = await bytes.read(target)
      if (there < target.length) throw cutShort(array, first + Math.floor(there / width))
      yield split(target, width)
    }
  } finally {
    await bytes.close()
  }
}

/** All items of a list, as text. */
export async function readTexts(array: NpyArray): Promise<string[]> {
  return textsOf(await readWhole(array, listLimit, 'a list of labels, ids or names'), array.header.type)
}

/** An array that is written column by column, row by row. */
async function turnedAround(array: NpyArray): Promise<Uint8Array> {
  const { shape, type, count } = array.header
  const columns = await readWhole(
    array,
    wholeLimit,
    'an array that is written column by column (Fortran order)',
  )
  const rows = new Uint8Array(columns.length)
  const index: number[] = Array(shape.length).fill(0)
  for (let item = 0; item < count; item++) {
    // `item` counts with the first index fastest, as they come; its place counts with the last one fastest.
    let to = 0
    for (let axis = 0; axis < shape.length; axis++) to = to * shape[axis] + index[axis]
    for (let i = 0; i < type.bytes; i++) rows[to * type.bytes + i] = columns[item * type.bytes + i]
    for (let axis = 0; axis < shape.length; axis++) {
      if (++index[axis] < shape[axis]) break
      index[axis] = 0
    }
  }
  return rows
}

async function readWhole(array: NpyArray, limit: number, what: string): Promise<Uint8Array> {
  const { header, file } = array
  const length = header.count * header.type.bytes
  if (length > limit) {
    throw new FewlabelError('source-unsupported', `The array in "${file}" is too large.`, {
      file,
      expected: `at most ${limit.toLocaleString('en-US')} bytes for ${what}`,
      found: `${length.toLocaleString('en-US')} bytes`,
      remedy: 'Save it row by row: numpy.save(file, numpy.ascontiguousarray(array)).',
    })
  }
  const bytes = await array.open()
  try {
    const parts: Uint8Array[] = []
    // In pieces: a header may claim far more than there is.
    for (let done = 0; done < length; ) {
      const piece = new Uint8Array(Math.min(1024 * 1024, length - done))
      const there = await bytes.read(piece)
      parts.push(piece.subarray(0, there))
      done += there
      if (there < piece.length) throw cutShort(array, Math.floor(done / Math.max(1, rowBytes(array))))
    }
    return new Uint8Array(Buffer.concat(parts))
  } finally {
    await bytes.close()
  }
}

function split(bytes: Uint8Array, width: number): Uint8Array[] {
  return Array.from({ length: bytes.length / width }, (_, i) => bytes.subarray(i * width, (i + 1) * width))
}

function cutShort({ file, header }: NpyArray, rows: number): FewlabelError {
  return new FewlabelError('source-damaged', `"${file}" is cut short.`, {
    file,
    place: `index ${rows}`,
    expected: `an array of shape ${shapeText(header.shape)}`,
    found: `${rows.toLocaleString('en-US')} of its rows`,
    remedy: 'Copy or download the file again, or save the array again.',
  })
}
