import { setImmediate } from 'node:timers/promises'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportProblem, ImportRequest, InputShape, PreparedSample } from '../contract/data.ts'
import { decodedBatches, type UnseenItem } from './image-batches.ts'
import { imageBeside } from './image-beside.ts'
import { RowReader, rowHash } from './row-reader.ts'
import { batchLimit, type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'
import { cellText, columnPlace, type Table, type TableRow } from './table.ts'
import { rowName } from './table-faults.ts'
import { layoutOf, type TableLayout } from './table-layout.ts'

/** Notices of one import about what was met on the way. */
const noticesKept = 100

/**
 * The samples of a table: a vector of its numeric columns or its embedding, or an image; with the rest of the columns
 * as fields, a text to read, truth and labels (see `assignRoles`).
 *
 * A sample's id is its cell in the id column, else the path of its image, else its row number. The content hash of a
 * vector covers all cells of the row, so two rows are duplicates when they are equal in every column, id included; that
 * of an image its bytes. An empty truth or label means that there is none.
 *
 * One fault makes the whole table unusable: a gap or text among the numbers, an embedding of another length, an id that
 * occurs twice. Guessing would silently invent numbers. Only images fail one by one, as files in a folder do.
 *
 * @throws FewlabelError — as `layoutOf`; `batches` throws `source-damaged` with row and column
 */
export function openTable(table: Table, request: ImportRequest, startProgram: StartProgram): SampleSource {
  const layout = layoutOf(table, request)
  const { recipe } = request
  const columns = layout.numeric.map((position) => layout.names[position])
  const shape: InputShape =
    layout.image === null
      ? { kind: 'vector', length: layout.embedding?.length ?? columns.length, columns }
      : { kind: 'image', side: recipe.side, channels: recipe.colour === 'rgb' ? 3 : 1 }
  return {
    format: table.format,
    shape,
    columns: layout.columns,
    fieldNames: layout.fields.map((position) => layout.names[position]),
    total: table.total,
    notices: layout.notices,
    batches: (signal) =>
      layout.image === null
        ? vectorBatches(table, layout, request, signal)
        : imageBatches(table, layout, layout.image, request, startProgram, signal),
  }
}

async function* vectorBatches(
  table: Table,
  layout: TableLayout,
  request: ImportRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const reader = new RowReader(table, layout, request)
  const notices = new Notices()
  let samples: PreparedSample[] = []
  for await (const rows of table.rows(notices.add)) {
    for (const row of rows) {
      samples.push({
        ...reader.words(row, String(row.row)),
        sourcePath: null,
        input: reader.vector(row),
        thumbnail: null,
        original: null,
        contentHash: rowHash(row.cells),
      })
      if (samples.length < batchLimit) continue
      throwIfCancelled(signal)
      yield { samples, problems: [] }
      samples = []
      // Reading from a filled buffer never leaves the microtask queue: let the window's requests have a turn.
      await setImmediate()
    }
  }
  throwIfCancelled(signal)
  const said = [...notices.kept, ...reader.notices()]
  if (samples.length > 0 || said.length > 0) yield { samples, problems: [], notices: said }
}

async function* imageBatches(
  table: Table,
  layout: TableLayout,
  image: number,
  request: ImportRequest,
  startProgram: StartProgram,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  const reader = new RowReader(table, layout, request)
  const notices = new Notices()
  const items = async function* (): AsyncGenerator<UnseenItem, void, void> {
    for await (const rows of table.rows(notices.add)) {
      for (const row of rows) yield await unseen(table, layout, image, reader, row)
    }
  }
  yield* decodedBatches(items(), request.recipe, startProgram, signal)
  const said = [...notices.kept, ...reader.notices()]
  if (said.length > 0) yield { samples: [], problems: [], notices: said }
}

async function unseen(
  table: Table,
  layout: TableLayout,
  image: number,
  reader: RowReader,
  row: TableRow,
): Promise<UnseenItem> {
  const cell = row.cells[image]
  const at = {
    file: table.path,
    place: `${rowName(row.row, table.rowWord)}, ${columnPlace(layout.names, image)}`,
  }
  if (cell instanceof Uint8Array) {
    const words = reader.words(row, String(row.row))
    return { image: cell, at, finish: (decoded) => ({ ...words, sourcePath: null, ...decoded }) }
  }
  const name = cellText(cell)
  if (name === '') return { problem: { ...at, reason: 'there is no image' } }
  const found = await imageBeside(table.path, name)
  if (found.reason !== undefined) return { problem: { ...at, reason: found.reason } }
  const words = reader.words(row, name)
  return {
    image: found.path,
    at: { ...at, file: name },
    finish: (decoded) => ({ ...words, sourcePath: found.path, ...decoded }),
  }
}

class Notices {
  readonly kept: ImportProblem[] = []
  readonly add = (notice: ImportProblem): void => {
    if (this.kept.length < noticesKept) this.kept.push(notice)
  }
}
