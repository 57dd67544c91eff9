import { basename } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { readBeginning } from './byte-reader.ts'
import { parseList } from './csv-list.ts'
import { readCsvTable } from './csv-source.ts'
import { type DataKeys, findDataKeys } from './embedded-data.ts'
import { ImagePlaces } from './image-places.ts'
import { jsonElements } from './json-elements.ts'
import {
  choiceColumn,
  isOwnColumn,
  isTask,
  type LabelStudioTask,
  readMinRow,
  readTask,
} from './label-studio-task.ts'
import type { SampleSource } from './sample-source.ts'
import { cellText } from './table.ts'
import { type ToldItem, toldBatches } from './told-samples.ts'
import { toolFiles } from './tool-files.ts'
import { finishRow, firstRows, shapeOfRows, type ToolRow } from './tool-rows.ts'

interface Row {
  file: string
  place: string
  value: Record<string, unknown>
}

/** How the rows of this source are to be read. */
interface Reading {
  keys: DataKeys
  /** Column of flat rows with the choices; null for tasks, which say it themselves. */
  choice: string | null
}

/**
 * Tasks and exports of Label Studio: JSON, JSON_MIN, CSV, or a folder with several files of them. Annotations are
 * people's labels, each with its author and its time; what was skipped is none, and predictions are none. Images are looked
 * for beside the file; web addresses are refused one by one. Texts need an embedding in their data.
 *
 * @throws FewlabelError — `source-empty` without tasks, `source-unsupported` for data without image or embedding
 */
export async function openLabelStudio(
  request: ImportRequest,
  startProgram: StartProgram,
): Promise<SampleSource> {
  const { root, files } = await toolFiles(request.source, 'label-studio')
  const first = await firstRows(rowsOf(files), request.source, {
    called: 'tasks',
    expected: 'a list of tasks, as Label Studio exports them',
  })
  const reading = readingOf(first)
  const shape = shapeOfRows(request, reading.keys)
  const fieldNames = reading.keys.fields.length > 0 ? reading.keys.fields : undefined
  return {
    format: 'label-studio',
    shape,
    total: null,
    fieldNames,
    notices: [],
    batches: (signal) =>
      toldBatches(
        itemsOf(files, root, reading, request),
        { request, shape, startProgram, fieldNames },
        signal,
      ),
  }
}

function readingOf(first: readonly Record<string, unknown>[]): Reading {
  const tasks = first.filter(isTask)
  const isId = (key: string) => key === 'ref' || key === 'external_id'
  if (tasks.length > 0) {
    return {
      keys: findDataKeys(
        tasks.map(({ data }) => data as Record<string, unknown>),
        isId,
      ),
      choice: null,
    }
  }
  const own = (key: string) => isOwnColumn(key) || isId(key)
  const { image, text, vector } = findDataKeys(first, own)
  const choice = choiceColumn(first, (key) => [image, text, vector].includes(key) || isId(key))
  return { keys: findDataKeys(first, (key) => own(key) || key === choice), choice }
}

async function* itemsOf(
  files: readonly string[],
  root: string,
  reading: Reading,
  request: ImportRequest,
): AsyncGenerator<ToldItem, void, void> {
  const places = new ImagePlaces(root, ['images'], { stripped: true })
  for await (const { task, row } of tasksOf(rowsOf(files), reading)) {
    const at = { file: basename(row.file), place: row.place }
    if (task.fault !== null && request.givenLabels !== 'out') {
      yield { problem: { ...at, reason: task.fault } }
      continue
    }
    const id = task.id ?? (files.length > 1 ? `${at.file} ${row.place}` : row.place)
    const told: ToolRow = { id, at, data: withPath(task.data, reading.keys), words: task.words }
    yield finishRow(told, reading.keys, places)
  }
}

/** Tasks, with all annotations of each: flat rows hold one, and those of a task stand together. */
async function* tasksOf(
  rows: AsyncIterable<Row>,
  { choice }: Reading,
): AsyncGenerator<{ task: LabelStudioTask; row: Row }, void, void> {
  let open: { task: LabelStudioTask; row: Row } | null = null
  for await (const row of rows) {
    const flat = !isTask(row.value)
    const task = flat ? readMinRow(row.value, choice) : readTask(row.value)
    if (flat && open !== null && task.id !== null && task.id === open.task.id) {
      open.task.words.push(...task.words)
      open.task.fault ??= task.fault
      continue
    }
    if (open !== null) yield open
    open = { task, row }
  }
  if (open !== null) yield open
}

/** The path in an address of Label Studio's own server: `/data/local-files/?d=images/a.png`. */
function withPath(data: Record<string, unknown>, { image }: DataKeys): Record<string, unknown> {
  const address = image === null ? null : data[image]
  if (image === null || typeof address !== 'string') return data
  const local = /^\/data\/local-files\/?\?(?:.*&)?d=([^&]*)/.exec(address)?.[1]
  const path = local ?? (address.startsWith('/data/upload/') ? address.slice('/data/'.length) : null)
  return path === null ? data : { ...data, [image]: decoded(path) }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function* rowsOf(files: readonly string[]): AsyncGenerator<Row, void, void> {
  for (const file of files) {
    if (isCsv(file)) {
      yield* rowsOfCsv(file)
      continue
    }
    for await (const { index, value } of jsonElements(file, await pathsIn(file))) {
      const place = `task ${index + 1}`
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        yield { file, place, value: value as Record<string, unknown> }
      }
    }
  }
}

function isCsv(file: string): boolean {
  return /\.csv(\.gz)?$/i.test(file)
}

async function* rowsOfCsv(file: string): AsyncGenerator<Row, void, void> {
  const table = await readCsvTable(file)
  const names = table.looks.map(({ name }) => name)
  for await (const rows of table.rows(() => {})) {
    for (const { cells, row } of rows) {
      const value = Object.fromEntries(names.map((name, i) => [name, cellValue(cellText(cells[i]))]))
      yield { file, place: `row ${row}`, value }
    }
  }
}

/** Lists of numbers come as text. */
function cellValue(cell: string): unknown {
  const list = parseList(cell)
  return list === null ? cell : [...list]
}

/** A list of tasks, or a single one. */
async function pathsIn(file: string): Promise<string[]> {
  const beginning = Buffer.from(await readBeginning(file, 1024)).toString('utf8')
  return /^\ufeff?\s*\[/.test(beginning) ? ['$.*'] : ['$']
}
