import type { StartProgram } from '../contract/child-program.ts'
import type { ImportProblem, ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { jsonLines } from './json-lines.ts'
import type { SampleSource } from './sample-source.ts'
import { type Cell, probeBytes, probeRows, type Table, type TableRow } from './table.ts'
import { rowName } from './table-faults.ts'
import { lookAt } from './table-look.ts'
import { openTable } from './table-source.ts'

/** Rows that travel together. */
const rowsAtATime = 256
/** Keys that the first rows do not have are told up to this many. */
const strangeKeys = 20

/**
 * A file with one object of JSON on each line. The keys of the first lines are the columns; a key that a line lacks is a
 * cell that is empty there, and one that comes up later is left out, which is told. Lists of numbers are embeddings;
 * other lists and objects are kept as JSON, to be read.
 *
 * @throws FewlabelError — `source-empty` without a line, and as `jsonLines` and `openTable`
 */
export async function openJsonLines(
  request: ImportRequest,
  startProgram: StartProgram,
): Promise<SampleSource> {
  const path = request.source
  const first = await firstObjects(path)
  const names = [...new Set(first.flatMap((value) => Object.keys(value)))]
  const position = new Map(names.map((name, i) => [name, i]))
  const looks = await Promise.all(
    names.map((name) =>
      lookAt(
        path,
        name,
        first.map((value) => (Object.hasOwn(value, name) ? toCell(value[name]) : null)),
      ),
    ),
  )
  const table: Table = {
    path,
    format: 'jsonl',
    rowWord: 'line',
    looks,
    decimalComma: false,
    total: null,
    notices: [],
    rows: (notice) => readRows(path, position, notice),
  }
  return openTable(table, request, startProgram)
}

async function firstObjects(path: string): Promise<Record<string, unknown>[]> {
  const first: Record<string, unknown>[] = []
  let weight = 0
  for await (const { value } of jsonLines(path)) {
    first.push(value)
    weight += JSON.stringify(value).length
    if (first.length === probeRows || weight > probeBytes) break
  }
  if (first.length === 0) {
    throw new FewlabelError('source-empty', `"${path}" holds no data.`, {
      file: path,
      expected: 'one object of JSON on each line',
      found: 'no lines',
      remedy: 'Choose a file with data.',
    })
  }
  return first
}

async function* readRows(
  path: string,
  position: ReadonlyMap<string, number>,
  notice: (notice: ImportProblem) => void,
): AsyncGenerator<TableRow[], void, void> {
  const strange = new Set<string>()
  let rows: TableRow[] = []
  for await (const { line, value } of jsonLines(path)) {
    const cells: Cell[] = Array(position.size).fill(null)
    for (const [name, content] of Object.entries(value)) {
      const at = position.get(name)
      if (at !== undefined) cells[at] = toCell(content)
      else if (!strange.has(name) && strange.size < strangeKeys) {
        strange.add(name)
        notice(leftOut(path, name, line))
      }
    }
    rows.push({ cells, row: line })
    if (rows.length < rowsAtATime) continue
    yield rows
    rows = []
  }
  yield rows
}

function leftOut(path: string, name: string, line: number): ImportProblem {
  const reason = 'it is left out: the first lines have no such key'
  return { file: path, place: `${rowName(line, 'line')}, "${name.slice(0, 100)}"`, reason }
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value === null || value === undefined) return null
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')) {
    return Float64Array.from(value)
  }
  try {
    return JSON.stringify(value)
  } catch {
    // Nested so deeply that it cannot be written again: nobody would read it.
    return null
  }
}
