import type { ImportProblem } from '../contract/data.ts'

/** Cuts cells that are longer than what is kept of them, and remembers to say so: once for a column. */
export class CutCells {
  readonly #file: string
  readonly #cuts = new Map<string, { limit: number; count: number; firstRow: number }>()

  constructor(file: string) {
    this.#file = file
  }

  /** The cell, or its beginning: at most `limit` UTF-16 units, no character halved. */
  within(cell: string, limit: number, column: string, row: number): string {
    if (cell.length <= limit) return cell
    const cut = this.#cuts.get(column)
    if (cut) cut.count++
    else this.#cuts.set(column, { limit, count: 1, firstRow: row })
    const halves = (cell.codePointAt(limit - 1) ?? 0) > 0xffff
    return cell.slice(0, halves ? limit - 1 : limit)
  }

  /** What was cut, a notice for each column. */
  notices(): ImportProblem[] {
    return [...this.#cuts].map(([place, { limit, count, firstRow }]) => ({
      file: this.#file,
      place,
      reason:
        count === 1
          ? `the cell in row ${firstRow} is cut to ${limit.toLocaleString('en-US')} characters`
          : `${count.toLocaleString('en-US')} cells are cut to ${limit.toLocaleString('en-US')} characters, the first in row ${firstRow}`,
    }))
  }
}
