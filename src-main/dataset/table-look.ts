import type { ColumnLook, Contents } from './column-look.ts'
import { parseList } from './csv-list.ts'
import { isMissing, isNumber } from './csv-number.ts'
import { imageBeside } from './image-beside.ts'
import { isImageName, sniffImage } from './image-kind.ts'
import { type Cell, cellText, columnLimit } from './table.ts'

/** Examples are shortened later; a cell of megabytes is not kept for that. */
const keptLength = 200_000

/**
 * What a column looks like from its first cells. Only the first one decides between numbers, lists and words, so that
 * text among numbers is reported with its place; cells that are empty or NaN are skipped over when deciding, so that a
 * gap in the first row is reported as a gap and does not silently cost the column.
 *
 * @param path of the table, beside which images may lie
 */
export async function lookAt(
  path: string,
  name: string,
  cells: readonly Cell[],
  decimalComma = false,
): Promise<ColumnLook> {
  const present = cells.filter((cell) => !isGap(cell))
  const first = present.at(0) ?? null
  const list = typeof first === 'string' ? parseList(first) : null
  const length = isList(first) ? first.length : (list?.length ?? null)
  const contents = contentsOf(name, first, list !== null, decimalComma)
  return {
    name,
    contents,
    cells:
      contents === 'image' || contents === 'binary'
        ? []
        : present.map((cell) => cellText(shorter(cell)).slice(0, keptLength)),
    gaps: present.length < cells.length,
    listLength: length,
    namesImages: contents === 'words' && (await namesImage(path, String(first))),
  }
}

/** Whether there is nothing in a cell. */
export function isGap(cell: Cell): boolean {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return true
  return typeof cell === 'string' && isMissing(cell)
}

export function isList(cell: Cell): cell is Float32Array | Float64Array {
  return cell instanceof Float32Array || cell instanceof Float64Array
}

function shorter(cell: Cell): Cell {
  return isList(cell) ? cell.subarray(0, Math.min(32, columnLimit)) : cell
}

function contentsOf(name: string, first: Cell, isWrittenList: boolean, decimalComma: boolean): Contents {
  if (name === '') return 'nameless'
  if (first === null) return 'empty'
  if (first instanceof Uint8Array) return sniffImage(first) === null ? 'binary' : 'image'
  if (isList(first) || isWrittenList) return 'list'
  if (typeof first === 'number' || typeof first === 'bigint' || typeof first === 'boolean') return 'number'
  if (typeof first === 'string' && isNumber(first, decimalComma)) return 'number'
  return 'words'
}

async function namesImage(path: string, cell: string): Promise<boolean> {
  if (cell.length > 4096 || !isImageName(cell)) return false
  return (await imageBeside(path, cell)).path !== undefined
}
