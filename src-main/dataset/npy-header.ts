import { FewlabelError } from '../contract/errors.ts'

/** What the numbers of an array are: kind as NumPy writes it, and bytes of each. */
export interface NpyType {
  kind: 'b' | 'i' | 'u' | 'f' | 'U' | 'S'
  bytes: number
  isBigEndian: boolean
}

export interface NpyHeader {
  type: NpyType
  /** Column by column, as Fortran does. */
  isFortran: boolean
  shape: number[]
  /** Items altogether. */
  count: number
}

/** Reads bytes in order; see `ByteReader`. */
export interface Bytes {
  read(target: Uint8Array): Promise<number>
}

/** Longest header: NumPy's own are 128 bytes. */
const headerLimit = 1024 * 1024
const dimensionLimit = 32

/**
 * Reads the header of an array in NumPy's format, version 1 to 3; what follows is the array.
 *
 * @param file for errors: the file, or the array's name in an archive
 * @throws FewlabelError — `source-damaged`, `source-unsupported` for arrays of Python's objects and of records
 */
export async function readNpyHeader(bytes: Bytes, file: string): Promise<NpyHeader> {
  const start = await take(bytes, 8, file)
  if (Buffer.from(start.subarray(0, 6)).toString('latin1') !== '\x93NUMPY') {
    throw damaged(file, 'byte 0', 'NumPy’s signature', 'other bytes')
  }
  const version = start[6]
  if (version < 1 || version > 3) throw damaged(file, 'byte 6', 'version 1, 2 or 3', `version ${version}`)
  const sizes = await take(bytes, version === 1 ? 2 : 4, file)
  const view = new DataView(sizes.buffer)
  const length = version === 1 ? view.getUint16(0, true) : view.getUint32(0, true)
  if (length > headerLimit) throw damaged(file, 'byte 8', 'a header of some hundred bytes', `${length} bytes`)
  const text = Buffer.from(await take(bytes, length, file)).toString(version === 3 ? 'utf8' : 'latin1')
  const type = typeOf(/['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)")/.exec(text), text, file)
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1]
  const shapeText = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1]
  if (order === undefined || shapeText === undefined) {
    throw damaged(
      file,
      'the header',
      '"descr", "fortran_order" and "shape"',
      `"${text.slice(0, 120).trim()}"`,
    )
  }
  const shape = shapeText
    .split(',')
    .map((part) => part.trim().replace(/L$/, ''))
    .filter(Boolean)
    .map(Number)
  const count = shape.reduce((product, size) => product * size, 1)
  if (shape.length > dimensionLimit || !Number.isSafeInteger(count * Math.max(1, type.bytes))) {
    throw damaged(file, 'the header', 'a shape that fits into a file', `(${shapeText.slice(0, 80)})`)
  }
  return { type, isFortran: order === 'True', shape, count }
}

/** `[12, 3, 3]`, as NumPy prints shapes. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
}

function typeOf(match: RegExpExecArray | null, text: string, file: string): NpyType {
  const described = match?.[1] ?? match?.[2]
  const parts = /^([<>=|])?([a-zA-Z])(\d+)?/.exec(described ?? '')
  const kind = parts?.[2] ?? ''
  if (described === undefined || kind === 'O' || kind === 'V') {
    const objects = kind === 'O'
    throw new FewlabelError('source-unsupported', `The array in "${file}" is not one of numbers.`, {
      file,
      expected: 'numbers, or texts',
      found: objects
        ? 'objects of Python, which are read by running what the file says: Fewlabel never does'
        : `records, "${text.slice(0, 80).trim()}"`,
      remedy: objects
        ? 'Convert it first: numpy.save(file, array.astype("float32")).'
        : 'Save each of the fields as an array of its own.',
    })
  }
  const size = Number(parts?.[3] ?? 1)
  const known =
    (kind === 'b' && size === 1) ||
    ((kind === 'i' || kind === 'u') && [1, 2, 4, 8].includes(size)) ||
    (kind === 'f' && [2, 4, 8].includes(size)) ||
    ((kind === 'U' || kind === 'S') && size <= 100_000)
  if (!known) {
    throw new FewlabelError(
      'source-unsupported',
      `The numbers in "${file}" are of a kind that is not read.`,
      {
        file,
        expected: 'integers of 8 to 64 bits, or floats of 16, 32 or 64 bits',
        found: `"${described.slice(0, 40)}"`,
        remedy: 'Convert it first: array.astype("float32").',
      },
    )
  }
  const bytes = kind === 'U' ? 4 * size : size
  return { kind: kind as NpyType['kind'], bytes, isBigEndian: parts?.[1] === '>' }
}

async function take(bytes: Bytes, length: number, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const target = new Uint8Array(length)
  const there = await bytes.read(target)
  if (there < length) throw damaged(file, 'the header', 'a whole header', 'the end of the file')
  return target
}

function damaged(file: string, place: string, expected: string, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${file}" is no sound NumPy array.`, {
    file,
    place,
    expected,
    found,
    remedy: 'Copy or download the file again, or save the array again.',
  })
}
