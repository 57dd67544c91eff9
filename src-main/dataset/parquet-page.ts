import type { DecodedArray, PageHeader, ParquetParsers } from 'hyparquet'
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { byteStreamSplit } from 'hyparquet/src/encoding.js'
import { readPlain } from 'hyparquet/src/plain.js'
import type { ColumnMetaData } from 'hyparquet/src/types.js'
import { compressors, decompressZstd } from 'hyparquet-compressors'
import type { ParquetColumn } from './parquet-columns.ts'
import { readDeltas, readLengthBytes, readPrefixBytes } from './parquet-deltas.ts'
import { bitWidth, readRuns } from './parquet-runs.ts'

/** Values and unpacked bytes in one page, at most: writers make pages of a megabyte or little more. */
export const pageValues = 16 * 1024 * 1024
export const pageBytes = 512 * 1024 * 1024

/** What a page holds: the values that are there, and how they are spread over rows. */
export interface PageValues {
  count: number
  /** Without nulls. */
  values: DecodedArray
  /** For each of `count`; null where nothing is missing. */
  definition: Uint8Array | null
  /** For each of `count`; null where each is a row. */
  repetition: Uint8Array | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const parsers: ParquetParsers = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes) => bytes && utf8.decode(bytes),
  // To be read by people, as it stands there.
  jsonFromBytes: (bytes) => bytes && utf8.decode(bytes),
  geometryFromBytes: (bytes) => bytes,
  geographyFromBytes: (bytes) => bytes,
}

/** Zstandard frames may claim any size for themselves: the page's is what counts. */
const unpackers = {
  ...compressors,
  ZSTD: (input: Uint8Array, length: number) => decompressZstd(input, new Uint8Array(length)),
}

/**
 * The values of a data page. hyparquet decodes the values; levels and indices are decoded here, within bounds, because
 * a page is somebody else's claim about its own size.
 *
 * @throws Error — whatever is wrong with the page
 */
export function readDataPage(
  header: PageHeader,
  packed: Uint8Array,
  column: ParquetColumn,
  chunk: ColumnMetaData,
  dictionary: DecodedArray | null,
): PageValues {
  const v1 = header.data_page_header
  const v2 = header.data_page_header_v2
  const about = v1 ?? v2
  if (about === undefined) throw new Error('a data page without a header of its own')
  const count = about.num_values
  if (!(count >= 0 && count <= pageValues)) throw new Error(`a page with ${count} values`)
  let repetition: Uint8Array | null = null
  let definition: Uint8Array | null = null
  let bytes: Uint8Array
  let at = 0
  if (v1 !== undefined) {
    bytes = unpack(packed, header.uncompressed_page_size, chunk)
    if (column.maxRepetition > 0)
      [repetition, at] = prefixedLevels(bytes, at, column.maxRepetition, count, v1.repetition_level_encoding)
    if (column.maxDefinition > 0)
      [definition, at] = prefixedLevels(bytes, at, column.maxDefinition, count, v1.definition_level_encoding)
  } else {
    const about2 = v2 as NonNullable<typeof v2>
    const repetitionBytes = about2.repetition_levels_byte_length
    const levels = repetitionBytes + about2.definition_levels_byte_length
    if (!(repetitionBytes >= 0 && levels >= repetitionBytes && levels <= packed.length))
      throw new Error('levels that are longer than their page')
    if (column.maxRepetition > 0)
      repetition = levelsOf(packed.subarray(0, repetitionBytes), column.maxRepetition, count)
    if (column.maxDefinition > 0)
      definition = levelsOf(packed.subarray(repetitionBytes, levels), column.maxDefinition, count)
    const rest = packed.subarray(levels)
    bytes =
      about2.is_compressed === false ? rest : unpack(rest, header.uncompressed_page_size - levels, chunk)
  }
  const present = definition === null ? count : countOf(definition, column.maxDefinition)
  return {
    count,
    values: readValues(bytes, at, present, about.encoding, column, chunk, dictionary),
    definition: present === count ? null : definition,
    repetition,
  }
}

/** The values that others refer to. */
export function readDictionaryPage(
  header: PageHeader,
  packed: Uint8Array,
  column: ParquetColumn,
  chunk: ColumnMetaData,
): DecodedArray {
  const about = header.dictionary_page_header
  if (about === undefined) throw new Error('a dictionary page without a header of its own')
  const bytes = unpack(packed, header.uncompressed_page_size, chunk)
  return toRich(plain(bytes, 0, about.num_values, column, chunk), column, chunk)
}

function unpack(packed: Uint8Array, size: number, { codec }: ColumnMetaData): Uint8Array {
  if (!(size >= 0 && size <= pageBytes)) throw new Error(`a page of ${size} bytes`)
  if (size === 0 && packed.length === 0) return packed
  return decompressPage(packed, size, codec, unpackers)
}

function prefixedLevels(
  bytes: Uint8Array,
  at: number,
  largest: number,
  count: number,
  encoding: string,
): [Uint8Array, number] {
  if (encoding !== 'RLE') throw new Error(`levels in the encoding ${encoding}, which is not read`)
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true)
  const start = at + 4
  if (start + length > bytes.length) throw new Error('levels that are longer than their page')
  return [levelsOf(bytes.subarray(start, start + length), largest, count), start + length]
}

function levelsOf(bytes: Uint8Array, largest: number, count: number): Uint8Array {
  const levels = new Uint8Array(count)
  readRuns(bytes, 0, bitWidth(largest), levels)
  for (const level of levels) if (level > largest) throw new Error('a level that the schema does not have')
  return levels
}

function countOf(levels: Uint8Array, wanted: number): number {
  let count = 0
  for (const level of levels) if (level === wanted) count++
  return count
}

function readValues(
  bytes: Uint8Array,
  at: number,
  count: number,
  encoding: string,
  column: ParquetColumn,
  chunk: ColumnMetaData,
  dictionary: DecodedArray | null,
): DecodedArray {
  if (count === 0) return []
  const { type } = chunk
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY')
    return fromDictionary(bytes, at, count, dictionary)
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: at }
  switch (encoding) {
    case 'PLAIN':
      return toRich(plain(bytes, at, count, column, chunk), column, chunk)
    case 'RLE': {
      if (type !== 'BOOLEAN') break
      const flags = new Uint8Array(count)
      readRuns(bytes, at + 4, 1, flags)
      return Array.from(flags, (flag) => flag === 1)
    }
    case 'BYTE_STREAM_SPLIT':
      requireBytes(bytes, at, count * widthOf(column, chunk))
      return toRich(byteStreamSplit(reader, count, type, column.element.type_length), column, chunk)
    case 'DELTA_BINARY_PACKED':
      return toRich(readDeltas(reader, count, type === 'INT32'), column, chunk)
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return toRich(readLengthBytes(reader, count), column, chunk)
    case 'DELTA_BYTE_ARRAY':
      return toRich(readPrefixBytes(reader, count, pageBytes), column, chunk)
  }
  throw new Error(`values in the encoding ${encoding}, which is not read`)
}

function fromDictionary(
  bytes: Uint8Array,
  at: number,
  count: number,
  dictionary: DecodedArray | null,
): DecodedArray {
  if (dictionary === null) throw new Error('a page that refers to a dictionary that is not there')
  const indices = new Int32Array(count)
  const width = bytes[at]
  if (width > 32) throw new Error(`indices of ${width} bits`)
  if (width > 0) readRuns(bytes, at + 1, width, indices)
  const values =
    dictionary instanceof Float32Array || dictionary instanceof Float64Array
      ? new (dictionary.constructor as Float32ArrayConstructor | Float64ArrayConstructor)(count)
      : new Array(count)
  for (let i = 0; i < count; i++) {
    const index = indices[i]
    if (index < 0 || index >= dictionary.length) throw new Error('a value that the dictionary does not have')
    values[i] = dictionary[index]
  }
  return values
}

/** A claim of values is looked at before room is made for them. */
function plain(
  bytes: Uint8Array,
  at: number,
  count: number,
  column: ParquetColumn,
  chunk: ColumnMetaData,
): DecodedArray {
  if (!(count >= 0 && count <= pageValues)) throw new Error(`a page with ${count} values`)
  requireBytes(bytes, at, chunk.type === 'BOOLEAN' ? Math.ceil(count / 8) : count * widthOf(column, chunk))
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: at }
  return readPlain(reader, chunk.type, count, column.element.type_length)
}

function requireBytes(bytes: Uint8Array, at: number, wanted: number): void {
  if (at + wanted > bytes.length) throw new Error('values that go on after the end of their page')
}

/** Bytes of a value, or of the least there is to one. */
function widthOf({ element }: ParquetColumn, { type }: ColumnMetaData): number {
  if (type === 'FIXED_LEN_BYTE_ARRAY') return Math.max(0, element.type_length ?? 0)
  if (type === 'INT96') return 12
  return type === 'INT64' || type === 'DOUBLE' ? 8 : 4
}

function toRich(values: DecodedArray, column: ParquetColumn, { type, codec }: ColumnMetaData): DecodedArray {
  const { element, path, schemaPath } = column
  return convert(values, { element, schemaPath, pathInSchema: path, type, codec, parsers, utf8: false })
}
