import type { DecodedArray, PageHeader } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import type { ColumnMetaData } from 'hyparquet/src/types.js'
import { FewlabelError } from '../contract/errors.ts'
import type { ParquetColumn } from './parquet-columns.ts'
import { type ParquetFile, wordsOf } from './parquet-file.ts'
import { type PageValues, pageBytes, readDataPage, readDictionaryPage } from './parquet-page.ts'
import type { Cell } from './table.ts'

/** Read at a time, so that a page in small pieces does not cost a call each. */
const windowBytes = 256 * 1024

/** Nothing read ahead. */
const noWindow: { start: number; bytes: Uint8Array } = { start: 0, bytes: new Uint8Array(0) }

/** A list of something else than numbers, as it was read. */
type Item = Cell | unknown[]

/** Reads one column of one row group from front to back, page by page: no more than a page of it is held. */
export class ParquetCursor {
  readonly #file: ParquetFile
  readonly #column: ParquetColumn
  readonly #chunk: ColumnMetaData
  readonly #place: string
  /** Where the next page begins, and where the last one ends. */
  #offset: number
  readonly #end: number
  #window = noWindow
  #dictionary: DecodedArray | null = null
  #ready: ArrayLike<Item> = []
  #next = 0
  /** The last list of a page, which the next one may go on with. */
  #open: Item | undefined

  /** @param place for errors: `row group 2, column "width"` */
  constructor(file: ParquetFile, column: ParquetColumn, chunk: ColumnMetaData, place: string) {
    this.#file = file
    this.#column = column
    this.#chunk = chunk
    this.#place = place
    // Some writers give the dictionary's place as 0 where there is none.
    this.#offset = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
    this.#end = this.#offset + Number(chunk.total_compressed_size)
    if (!(this.#offset >= 4 && this.#end >= this.#offset && this.#end <= file.size)) {
      throw this.#damaged('its bytes lie outside the file')
    }
  }

  /**
   * The next values, one a row.
   *
   * @throws FewlabelError — `source-damaged` where there are not as many, and for whatever is wrong with a page
   */
  async take(count: number): Promise<Cell[]> {
    const taken: Cell[] = []
    while (taken.length < count) {
      if (this.#next === this.#ready.length) {
        if (!(await this.#load())) throw this.#damaged('it has fewer values than there are rows')
        continue
      }
      const until = Math.min(this.#ready.length, this.#next + count - taken.length)
      while (this.#next < until) taken.push(asCell(this.#ready[this.#next++]))
    }
    return taken
  }

  /** Reads the next page; false after the last one. */
  async #load(): Promise<boolean> {
    this.#ready = []
    this.#next = 0
    if (this.#offset >= this.#end) {
      if (this.#open === undefined) return false
      this.#ready = [this.#open]
      this.#open = undefined
      return true
    }
    const { header, packed } = await this.#page()
    try {
      if (header.type === 'DICTIONARY_PAGE') {
        this.#dictionary = readDictionaryPage(header, packed, this.#column, this.#chunk)
      } else if (header.type === 'DATA_PAGE' || header.type === 'DATA_PAGE_V2') {
        this.#spread(readDataPage(header, packed, this.#column, this.#chunk, this.#dictionary))
      }
    } catch (error) {
      throw this.#damaged(wordsOf(error), error)
    }
    return true
  }

  async #page(): Promise<{ header: PageHeader; packed: Uint8Array }> {
    let parsed: { header: PageHeader; length: number }
    try {
      parsed = parseHeader(await this.#bytes(this.#offset, Math.min(windowBytes, this.#end - this.#offset)))
    } catch (error) {
      if (error instanceof FewlabelError) throw error
      throw this.#damaged(wordsOf(error), error)
    }
    const { header, length } = parsed
    // The header may hold any type where a number should be.
    const size = Number(header.compressed_page_size)
    const start = this.#offset + length
    if (!(size >= 0 && size <= pageBytes && start + size <= this.#end)) {
      throw this.#damaged(`a page claims ${size} bytes`)
    }
    const packed = await this.#bytes(start, size)
    this.#offset = start + size
    // What is read ahead is kept, not what was read.
    if (this.#offset >= this.#window.start + this.#window.bytes.length) this.#window = noWindow
    return { header, packed }
  }

  async #bytes(start: number, length: number): Promise<Uint8Array> {
    const from = start - this.#window.start
    if (from >= 0 && from + length <= this.#window.bytes.length) {
      return this.#window.bytes.subarray(from, from + length)
    }
    const bytes = await this.#file.read(start, Math.max(length, Math.min(windowBytes, this.#end - start)))
    if (bytes.length < length) throw this.#damaged('the file ends in the middle of a page')
    this.#window = { start, bytes }
    return bytes.subarray(0, length)
  }

  #spread(page: PageValues): void {
    if (this.#column.isList) this.#spreadLists(page)
    else this.#ready = spreadValues(page, this.#column.maxDefinition)
  }

  /** A page may begin in the middle of a list; so its last one is kept back until it is known how it goes on. */
  #spreadLists(page: PageValues): void {
    const { repetition } = page
    const items = listsOf(page, this.#column)
    if (items.length === 0) return
    if (repetition !== null && repetition[0] > 0) {
      if (this.#open === undefined) throw new Error('a list that goes on and never began')
      this.#open = joined(this.#open, items[0])
      items.shift()
    }
    if (items.length === 0) return
    if (this.#open !== undefined) items.unshift(this.#open)
    this.#open = items.pop()
    this.#ready = items
  }

  #damaged(found: string, cause?: unknown): FewlabelError {
    return new FewlabelError(
      'source-damaged',
      `"${this.#file.path}" is damaged.`,
      {
        file: this.#file.path,
        place: this.#place,
        found: found.slice(0, 200),
        remedy: 'Copy or download the file again, or write it again with another program.',
      },
      { cause },
    )
  }
}

function parseHeader(bytes: Uint8Array): { header: PageHeader; length: number } {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
  const header = parquetHeader(reader)
  return { header, length: reader.offset }
}

function spreadValues({ count, values, definition }: PageValues, maxDefinition: number): ArrayLike<Item> {
  if (definition === null) return values
  const items: Item[] = []
  let next = 0
  for (let i = 0; i < count; i++) items.push(definition[i] === maxDefinition ? values[next++] : null)
  return items
}

/** Lists of numbers as such, of anything else as arrays; nulls among numbers are NaN. */
function listsOf({ count, values, definition, repetition }: PageValues, column: ParquetColumn): Item[] {
  const isNumeric = ArrayBuffer.isView(values) && !(values instanceof Uint8Array)
  const items: Item[] = []
  for (let start = 0, next = 0; start < count; ) {
    let end = start + 1
    while (end < count && repetition !== null && repetition[end] > 0) end++
    if (definition !== null && end === start + 1 && definition[start] < column.listDefinition) {
      items.push(definition[start] === column.listDefinition - 1 ? new Float32Array(0) : null)
    } else if (definition === null) {
      items.push(
        isNumeric ? numbersOf(values, next, next + end - start) : slice(values, next, next + end - start),
      )
      next += end - start
    } else {
      const list: unknown[] = []
      for (let i = start; i < end; i++) {
        list.push(definition[i] === column.maxDefinition ? values[next++] : null)
      }
      items.push(
        isNumeric ? Float32Array.from(list, (value) => (value === null ? Number.NaN : Number(value))) : list,
      )
    }
    start = end
  }
  return items
}

function numbersOf(values: DecodedArray, start: number, end: number): Float32Array {
  if (values instanceof Float32Array) return values.slice(start, end)
  const numbers = new Float32Array(end - start)
  for (let i = start; i < end; i++) numbers[i - start] = Number(values[i])
  return numbers
}

function slice(values: DecodedArray, start: number, end: number): unknown[] {
  const items: unknown[] = []
  for (let i = start; i < end; i++) items.push(values[i])
  return items
}

function joined(first: Item, second: Item): Item {
  if (first instanceof Float32Array && second instanceof Float32Array) {
    const both = new Float32Array(first.length + second.length)
    both.set(first)
    both.set(second, first.length)
    return both
  }
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second]
  throw new Error('a list of two kinds')
}

/** Numbers from a dictionary come as an array of their own; lists of anything else are kept as JSON, to be read. */
function asCell(item: Item): Cell {
  if (!Array.isArray(item)) return item === undefined ? null : item
  if (item.length > 0 && item.every((value) => typeof value === 'number' || typeof value === 'bigint')) {
    return Float32Array.from(item, Number)
  }
  return JSON.stringify(item, (_, value) =>
    typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? `${value.length} bytes` : value,
  )
}
