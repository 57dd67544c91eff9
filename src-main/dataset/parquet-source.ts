import { isUtf8 } from 'node:buffer'
import type { RowGroup } from 'hyparquet'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { sniffImage } from './image-kind.ts'
import { columnsOf, type ParquetColumn, type ParquetColumns } from './parquet-columns.ts'
import { ParquetCursor } from './parquet-cursor.ts'
import { ParquetFile, wordsOf } from './parquet-file.ts'
import type { SampleSource } from './sample-source.ts'
import { type Cell, probeRows, type Table, type TableRow } from './table.ts'
import { lookAt } from './table-look.ts'
import { openTable } from './table-source.ts'

/** Rows that travel together, and about what they may weigh unpacked. */
const rowsAtATime = 256
const bytesAtATime = 4 * 1024 * 1024

/** A column of the table, from one or two columns of the file. */
interface TableColumn {
  name: string
  from: ParquetColumn[]
  toCells: (parts: readonly Cell[][]) => Cell[]
  ofClasses: boolean
}

/**
 * A Parquet file, read page by page. Lists of numbers are embeddings; structs fall apart into their members
 * (`meta.author`), but for Hugging Face's images (`bytes` and `path`); lists of lists and maps are left out. Whole
 * numbers that stand for classes get the names that Hugging Face's datasets keep in the file.
 *
 * Rows are counted from 0, as pandas and `datasets` do.
 *
 * @throws FewlabelError — `source-empty` without rows, `source-damaged`, `source-unsupported`, and as `openTable`
 */
export async function openParquet(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const path = request.source
  const { metadata, columns, nested, first } = await lookInto(path)
  const looks = await Promise.all(
    columns.map(async ({ name, ofClasses }, position) => {
      const cells = first.map((row) => row.cells[position])
      return { ...(await lookAt(path, name, cells)), ofClasses }
    }),
  )
  const table: Table = {
    path,
    format: 'parquet',
    rowWord: 'index',
    looks,
    decimalComma: false,
    total: Number(metadata.num_rows),
    notices: nested.map((name) => ({
      file: path,
      place: `column "${name}"`,
      reason: 'the column is left out: it holds lists of lists, or maps',
    })),
    rows: () => readRows(path, columns),
  }
  return openTable(table, request, startProgram)
}

async function lookInto(path: string) {
  const file = await ParquetFile.open(path)
  try {
    const { metadata } = file
    const found = columnsOf(metadata)
    const columns = tableColumns(found)
    if (metadata.num_rows === 0n || columns.length === 0) throw nothingIn(path, metadata.num_rows)
    const first: TableRow[] = []
    for await (const rows of rowsOf(file, columns)) {
      first.push(...rows)
      if (first.length >= probeRows) break
    }
    for (const [position, column] of columns.entries()) {
      if (isText(first.map(({ cells }) => cells[position]))) readAsText(column, first, position)
    }
    return { metadata, columns, nested: found.nested, first }
  } catch (error) {
    throw error instanceof FewlabelError ? error : impossible(path, error)
  } finally {
    await file.close()
  }
}

function tableColumns({ columns, images }: ParquetColumns): TableColumn[] {
  return [
    ...images.map(
      ({ name, bytes, path }): TableColumn => ({
        name,
        from: [bytes, path],
        toCells: ([images, beside]) => images.map((image, i) => image ?? beside[i]),
        ofClasses: false,
      }),
    ),
    ...columns.map((column): TableColumn => {
      const { name, classNames } = column
      const toCells = classNames === null ? ([cells]: readonly Cell[][]) => cells : classNamer(classNames)
      return { name, from: [column], toCells, ofClasses: classNames !== null }
    }),
  ]
}

/** -1 is how `datasets` writes that there is no class. */
function classNamer(names: readonly string[]): TableColumn['toCells'] {
  const nameOf = (cell: Cell): Cell =>
    cell === null || Number(cell) === -1 ? null : (names[Number(cell)] ?? String(cell))
  return ([cells]) => cells.map(nameOf)
}

/** Some writers do not mark their texts as such. */
function isText(cells: readonly Cell[]): boolean {
  const bytes = cells.filter((cell) => cell instanceof Uint8Array)
  return (
    bytes.length > 0 && bytes.every((each) => sniffImage(each) === null && !each.includes(0) && isUtf8(each))
  )
}

function readAsText(column: TableColumn, first: readonly TableRow[], position: number): void {
  const decoder = new TextDecoder()
  const asText = (cell: Cell): Cell => (cell instanceof Uint8Array ? decoder.decode(cell) : cell)
  for (const { cells } of first) cells[position] = asText(cells[position])
  const { toCells } = column
  column.toCells = (parts) => toCells(parts).map(asText)
}

async function* readRows(
  path: string,
  columns: readonly TableColumn[],
): AsyncGenerator<TableRow[], void, void> {
  const file = await ParquetFile.open(path)
  try {
    yield* rowsOf(file, columns)
  } catch (error) {
    // What the footer says may be of any type: hyparquet takes it as it comes.
    throw error instanceof FewlabelError ? error : impossible(path, error)
  } finally {
    await file.close()
  }
}

/** Rows of row group after row group, as many at a time as are not too heavy. */
async function* rowsOf(
  file: ParquetFile,
  columns: readonly TableColumn[],
): AsyncGenerator<TableRow[], void, void> {
  let row = 0
  for (const [index, group] of file.metadata.row_groups.entries()) {
    const cursors = columns.map(({ from }) => from.map((column) => cursorOf(file, group, index, column)))
    const groupRows = Number(group.num_rows)
    const weight = Number(group.total_byte_size) / Math.max(1, groupRows)
    const atATime = Math.max(1, Math.min(rowsAtATime, Math.floor(bytesAtATime / Math.max(1, weight))))
    for (let done = 0; done < groupRows; ) {
      const count = Math.min(atATime, groupRows - done)
      const taken: Cell[][] = []
      for (const [position, { toCells }] of columns.entries()) {
        const parts: Cell[][] = []
        for (const cursor of cursors[position]) parts.push(await cursor.take(count))
        taken.push(toCells(parts))
      }
      yield Array.from({ length: count }, (_, i) => ({
        cells: taken.map((cells) => cells[i]),
        row: row + done + i,
      }))
      done += count
    }
    row += groupRows
  }
}

function cursorOf(file: ParquetFile, group: RowGroup, index: number, column: ParquetColumn): ParquetCursor {
  const place = `row group ${index + 1}, column "${column.name}"`
  const wanted = column.path.join('.')
  const chunk = group.columns.find(({ meta_data: about }) => about?.path_in_schema.join('.') === wanted)
  if (chunk?.meta_data === undefined || chunk.file_path !== undefined) {
    throw new FewlabelError('source-unsupported', `"${file.path}" does not hold all of its columns.`, {
      file: file.path,
      place,
      expected: 'the values in the file itself',
      found: chunk?.file_path === undefined ? 'no values' : 'values in another file',
      remedy: 'Write it again as a single file.',
    })
  }
  return new ParquetCursor(file, column, chunk.meta_data, place)
}

function nothingIn(path: string, rows: bigint): FewlabelError {
  return new FewlabelError('source-empty', `"${path}" holds no data.`, {
    file: path,
    expected: 'at least one row, and a column of values that are not nested',
    found: rows === 0n ? 'no rows' : 'no such column',
    remedy: 'Choose a file with data.',
  })
}

function impossible(path: string, error: unknown): FewlabelError {
  return new FewlabelError(
    'source-damaged',
    `The description of the columns of "${path}" is damaged.`,
    {
      file: path,
      found: wordsOf(error),
      remedy: 'Copy or download the file again.',
    },
    { cause: error },
  )
}
