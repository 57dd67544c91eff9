import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'
import { pixelLimit } from './sample-source.ts'

/** Unsigned bytes, three dimensions: images. */
const imagesMagic = 0x00000803
/** Unsigned bytes, one dimension: labels. */
const labelsMagic = 0x00000801
export const imagesHeaderBytes = 16
export const labelsHeaderBytes = 8

export interface ImagesHeader {
  count: number
  rows: number
  columns: number
}

/** Whether four bytes can begin an IDX file of any kind: two zeros, a known number type, 1 to 4 dimensions. */
export function looksLikeIdx(beginning: Uint8Array): boolean {
  const [zero, alsoZero, type, dimensions] = beginning
  return (
    beginning.length >= 4 &&
    zero === 0 &&
    alsoZero === 0 &&
    [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e].includes(type) &&
    dimensions >= 1 &&
    dimensions <= 4
  )
}

function hexMagic(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}

/**
 * Opens an idx3-ubyte file and reads its header: big-endian magic number, images, rows, columns
 * (format: Y. LeCun, "The MNIST database of handwritten digits"). The caller closes the reader.
 *
 * @throws FewlabelError — `source-damaged` for a wrong magic number, an impossible header, or an uncompressed file
 * whose length is not what the header announces; `source-empty` without images
 */
export async function openImages(path: string): Promise<{ reader: ByteReader; header: ImagesHeader }> {
  return openChecked(path, imagesHeaderBytes, imagesMagic, 'images', (view, reader) => {
    const header = { count: view.getUint32(4), rows: view.getUint32(8), columns: view.getUint32(12) }
    const { count, rows, columns } = header
    if (rows === 0 || columns === 0 || rows * columns > pixelLimit) {
      throw new FewlabelError('source-damaged', `"${path}" announces images of impossible size.`, {
        file: path,
        place: 'byte 8',
        expected: `between 1 and ${pixelLimit.toLocaleString('en-US')} pixels in each image`,
        found: `${rows} rows × ${columns} columns`,
        remedy: 'Check that this is an idx3-ubyte file of images.',
      })
    }
    if (count === 0) {
      throw new FewlabelError('source-empty', `"${path}" holds no images.`, {
        file: path,
        found: 'a header that announces 0 images',
        remedy: 'Choose a file with images.',
      })
    }
    const what = `images of ${rows}×${columns}`
    checkLength(reader, imagesHeaderBytes, count, rows * columns, what)
    return header
  })
}

/** Opens an idx1-ubyte file and reads how many labels it announces; as {@link openImages}. */
export async function openLabels(path: string): Promise<{ reader: ByteReader; header: { count: number } }> {
  return openChecked(path, labelsHeaderBytes, labelsMagic, 'labels', (view, reader) => {
    const count = view.getUint32(4)
    checkLength(reader, labelsHeaderBytes, count, 1, 'labels')
    return { count }
  })
}

/** The error for a file that ends before all announced items were there. `bodyBytes` are those after the header. */
export function truncated(
  reader: ByteReader,
  headerBytes: number,
  count: number,
  itemBytes: number,
  bodyBytes: number,
  what: string,
): FewlabelError {
  const there = Math.floor(bodyBytes / itemBytes)
  const end = (headerBytes + bodyBytes).toLocaleString('en-US')
  const whole = (headerBytes + count * itemBytes).toLocaleString('en-US')
  const reason = reader.damage === null ? '' : `; ${reader.damage}`
  return new FewlabelError(
    'source-damaged',
    `"${reader.path}" is cut short: ${there.toLocaleString('en-US')} of ${count.toLocaleString('en-US')} ${what} are there.`,
    {
      file: reader.path,
      place: `byte ${end}`,
      expected: `${count.toLocaleString('en-US')} ${what} (${whole} bytes${reader.compressed ? ' unpacked' : ''})`,
      found: `${there.toLocaleString('en-US')} (${end} bytes)${reason}`,
      remedy: 'Copy or download the file again.',
    },
  )
}

/** Throws when the reader, which has delivered everything announced, has more to give or broke at the very end. */
export async function expectEnd(
  reader: ByteReader,
  headerBytes: number,
  count: number,
  itemBytes: number,
  what: string,
): Promise<void> {
  const extra = await reader.read(new Uint8Array(1))
  if (extra > 0) throw trailing(reader, headerBytes + count * itemBytes, count, what)
  if (reader.damage !== null) throw truncated(reader, headerBytes, count, itemBytes, count * itemBytes, what)
}

async function openChecked<Header>(
  path: string,
  headerBytes: number,
  magic: number,
  what: string,
  parse: (view: DataView, reader: ByteReader) => Header,
): Promise<{ reader: ByteReader; header: Header }> {
  const reader = await ByteReader.open(path)
  try {
    const bytes = new Uint8Array(headerBytes)
    const there = await reader.read(bytes)
    const view = new DataView(bytes.buffer)
    if (there >= 4 && view.getUint32(0) !== magic) throw wrongMagic(path, view.getUint32(0), magic, what)
    if (there < headerBytes) {
      throw new FewlabelError('source-damaged', `"${path}" ends inside its header.`, {
        file: path,
        place: `byte ${there}`,
        expected: `a header of ${headerBytes} bytes`,
        found: `${there} bytes${reader.damage === null ? '' : `; ${reader.damage}`}`,
        remedy: 'Copy or download the file again.',
      })
    }
    return { reader, header: parse(view, reader) }
  } catch (error) {
    await reader.close()
    throw error
  }
}

function wrongMagic(path: string, found: number, expected: number, what: string): FewlabelError {
  const kinds: Record<number, string> = { [imagesMagic]: ' (images)', [labelsMagic]: ' (labels)' }
  const swapped = found in kinds
  return new FewlabelError(
    'source-damaged',
    `"${path}" is not an IDX file of ${what}: its magic number is wrong.`,
    {
      file: path,
      place: 'byte 0',
      expected: `${hexMagic(expected)}${kinds[expected]}`,
      found: `${hexMagic(found)}${kinds[found] ?? ''}`,
      remedy: swapped
        ? 'Swap the file of images and the file of labels.'
        : `Choose an idx${expected === imagesMagic ? 3 : 1}-ubyte file of unsigned bytes.`,
    },
  )
}

/** Deflate, which gzip is made of, makes data at most so many times shorter. */
const largestRatio = 1032

/** For uncompressed files the length tells at once whether all is there; others show it while they are read, unless the header is out of all reason. */
function checkLength(
  reader: ByteReader,
  headerBytes: number,
  count: number,
  itemBytes: number,
  what: string,
): void {
  const announced = headerBytes + count * itemBytes
  if (reader.size === null) {
    // What no compressed file of this length can hold is a lie, and not worth hours of reading.
    if (announced > reader.fileSize * largestRatio) throw impossible(reader, announced, count, what)
    return
  }
  if (reader.size < announced) {
    throw truncated(reader, headerBytes, count, itemBytes, reader.size - headerBytes, what)
  }
  if (reader.size > announced) throw trailing(reader, announced, count, what)
}

function impossible(reader: ByteReader, announced: number, count: number, what: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${reader.path}" announces more than it can hold.`, {
    file: reader.path,
    place: 'byte 4, unpacked',
    expected: `at most ${(reader.fileSize * largestRatio).toLocaleString('en-US')} bytes, unpacked from ${reader.fileSize.toLocaleString('en-US')}`,
    found: `a header for ${count.toLocaleString('en-US')} ${what}, which are ${announced.toLocaleString('en-US')} bytes`,
    remedy: 'Copy or download the file again.',
  })
}

function trailing(reader: ByteReader, announced: number, count: number, what: string): FewlabelError {
  const excess = reader.size === null ? '' : `${(reader.size - announced).toLocaleString('en-US')} `
  return new FewlabelError('source-damaged', `"${reader.path}" goes on after the ${what} it announces.`, {
    file: reader.path,
    place: `byte ${announced.toLocaleString('en-US')}`,
    expected: `the end of the file after ${count.toLocaleString('en-US')} ${what}`,
    found: `${excess}more bytes`,
    remedy: 'Check that the header fits the data, or copy the file again.',
  })
}
