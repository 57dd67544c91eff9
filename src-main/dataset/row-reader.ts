import { createHash, hash } from 'node:crypto'
import {
  fieldLimit,
  type ImportProblem,
  type ImportRequest,
  type PreparedSample,
  textLimit,
} from '../contract/data.ts'
import { modelSource } from './column-names.ts'
import { parseList } from './csv-list.ts'
import { parseNumber } from './csv-number.ts'
import { CutCells } from './cut-cells.ts'
import { classNameLimit, momentOf, takeGiven } from './given-labels.ts'
import { IdSet } from './id-set.ts'
import { type Cell, cellText, columnPlace, nameLimit, type Table, type TableRow } from './table.ts'
import { badId, badList, type CellPlace, longCell, notNumeric, rowName } from './table-faults.ts'
import type { TableLayout } from './table-layout.ts'
import { isList } from './table-look.ts'

/** Separates the cells of a row in its hash; a control character no spreadsheet writes. */
const unitSeparator = '\u001f'

/** What a row says of its sample, apart from what the model sees of it. */
export type RowWords = Pick<PreparedSample, 'externalId' | 'truth' | 'labels' | 'fields' | 'text'>

/** Reads the rows of one table; remembers the ids it met, and what it had to cut. */
export class RowReader {
  readonly #table: Table
  readonly #layout: TableLayout
  readonly #labelsBy: string | undefined
  readonly #ids = new IdSet()
  readonly #cuts: CutCells
  #strangeTimes = 0
  #firstStrangeTime = ''

  constructor(table: Table, layout: TableLayout, request: Pick<ImportRequest, 'labelsBy'>) {
    this.#table = table
    this.#layout = layout
    this.#labelsBy = request.labelsBy
    this.#cuts = new CutCells(table.path)
  }

  /** @param id what identifies a row without a column for it */
  words({ cells, row }: TableRow, id: string): RowWords {
    const { names, text, fields } = this.#layout
    const kept = (position: number, limit: number) =>
      this.#cuts.within(cellText(cells[position]), limit, columnPlace(names, position), row)
    return {
      externalId: this.#idOf(cells, row) ?? id,
      ...this.#givenOf(cells, row),
      ...(fields.length > 0 && { fields: fields.map((position) => kept(position, fieldLimit)) }),
      ...(text !== null && cellText(cells[text]) !== '' && { text: kept(text, textLimit) }),
    }
  }

  /** The model's input, where it is a vector. */
  vector({ cells, row }: TableRow): Float32Array {
    const { numeric, embedding } = this.#layout
    const { decimalComma } = this.#table
    if (embedding !== null) {
      const { position, length } = embedding
      const list = listOf(cells[position])
      if (list === null || list.length !== length || !allFinite(list)) {
        throw badList(this.#place(position, row), cells[position], list, length)
      }
      return list
    }
    const input = new Float32Array(numeric.length)
    for (let i = 0; i < numeric.length; i++) {
      const cell = cells[numeric[i]]
      const value = numberOf(cell, decimalComma)
      if (Number.isNaN(value)) throw notNumeric(this.#place(numeric[i], row), cell)
      input[i] = value
    }
    return input
  }

  /** What came out on the way: cells that were cut, times that are none. */
  notices(): ImportProblem[] {
    if (this.#strangeTimes === 0 || this.#layout.labeledAt === null) return this.#cuts.notices()
    const times = this.#strangeTimes.toLocaleString('en-US')
    return [
      ...this.#cuts.notices(),
      {
        file: this.#table.path,
        place: columnPlace(this.#layout.names, this.#layout.labeledAt),
        reason: `${times} of the times cannot be understood, the first in ${this.#firstStrangeTime}; these labels get the time of the import`,
      },
    ]
  }

  #idOf(cells: readonly Cell[], row: number): string | null {
    const { id } = this.#layout
    if (id === null) return null
    const text = cellText(cells[id])
    if (text.length > nameLimit) throw longCell(this.#place(id, row), text, nameLimit)
    if (text === '' || !this.#ids.add(text)) throw badId(this.#place(id, row), text)
    return text
  }

  #givenOf(cells: readonly Cell[], row: number): Pick<PreparedSample, 'truth' | 'labels'> {
    const { truth, label, annotator, labeledAt, labelSource } = this.#layout
    const byModel = labelSource !== null && cellText(cells[labelSource]).trim() === modelSource
    const named = (position: number | null, limit: number): string => {
      const text = position === null ? '' : cellText(cells[position]).trim()
      if (position !== null && text.length > limit) throw longCell(this.#place(position, row), text, limit)
      return text
    }
    const said = byModel ? '' : named(label, classNameLimit)
    // What a model said is never the truth, whatever its column is used for.
    const truly =
      byModel && truth !== null && this.#layout.names[truth] === 'label' ? '' : named(truth, nameLimit)
    if (said === '') return { truth: truly || null }
    const at = labeledAt === null ? '' : cells[labeledAt]
    const { labels } = takeGiven({ givenLabels: 'labels', labelsBy: this.#labelsBy }, [
      { name: said, annotator: named(annotator, nameLimit), at: this.#momentOf(at, row) },
    ])
    return { truth: truly || null, labels }
  }

  #momentOf(cell: Cell, row: number): string | null {
    const text = cellText(cell).trim()
    const at = momentOf(typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : text)
    if (at === null && text !== '') {
      if (this.#strangeTimes++ === 0) this.#firstStrangeTime = rowName(row, this.#table.rowWord)
    }
    return at
  }

  #place(position: number, row: number): CellPlace {
    const { path, rowWord } = this.#table
    return { path, names: this.#layout.names, position, row, rowWord }
  }
}

/** SHA-256 over all cells of a row. */
export function rowHash(cells: readonly Cell[]): Uint8Array {
  if (cells.every(isText)) return hash('sha256', cells.join(unitSeparator), 'buffer')
  const sum = createHash('sha256')
  // Numbers as they are in memory: to write them all in decimal digits would take longer than all the rest.
  const numbers: number[] = []
  const texts = cells.map((cell) => {
    if (typeof cell === 'number') numbers.push(cell)
    return typeof cell === 'number' ? '#' : isList(cell) ? '[]' : cellText(cell)
  })
  sum.update(texts.join(unitSeparator))
  if (numbers.length > 0) sum.update(new Uint8Array(Float64Array.from(numbers).buffer))
  for (const cell of cells) {
    if (isList(cell) || cell instanceof Uint8Array) {
      sum.update(`${unitSeparator}${cell.length}${unitSeparator}`)
      sum.update(new Uint8Array(cell.buffer, cell.byteOffset, cell.byteLength))
    }
  }
  return sum.digest()
}

function isText(cell: Cell): cell is string {
  return typeof cell === 'string'
}

function listOf(cell: Cell): Float32Array | null {
  if (cell instanceof Float32Array) return cell
  if (cell instanceof Float64Array) return Float32Array.from(cell)
  return typeof cell === 'string' ? parseList(cell) : null
}

function allFinite(list: Float32Array): boolean {
  for (let i = 0; i < list.length; i++) if (!Number.isFinite(list[i])) return false
  return true
}

/** The number in a cell, or NaN when it is none or does not fit a 32-bit float. */
function numberOf(cell: Cell, decimalComma: boolean): number {
  if (typeof cell === 'string') return parseNumber(cell, decimalComma)
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean') {
    const value = Number(cell)
    return Number.isFinite(Math.fround(value)) ? value : Number.NaN
  }
  return Number.NaN
}
