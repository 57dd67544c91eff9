import { basename } from 'node:path'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { asText, type DataKeys, findDataKeys } from './embedded-data.ts'
import { ImagePlaces } from './image-places.ts'
import { jsonLines } from './json-lines.ts'
import { ProdigyAnswers } from './prodigy-answers.ts'
import type { SampleSource } from './sample-source.ts'
import { type ToldItem, toldBatches } from './told-samples.ts'
import { toolFiles } from './tool-files.ts'
import { finishRow, firstRows, shapeOfRows, type ToolRow } from './tool-rows.ts'

interface Row {
  file: string
  line: number
  value: Record<string, unknown>
}

/**
 * Annotations of Prodigy (JSON Lines): text classification and choice, of images or of texts with an embedding. Accepted
 * answers are labels of whoever gave them; rejected and ignored ones are none. Several people's answers to one input
 * stand on lines of their own: the files are read twice, first for the answers.
 *
 * @throws FewlabelError — `source-empty` without rows, `source-unsupported` for rows without image or embedding
 */
export async function openProdigy(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const { root, files } = await toolFiles(request.source, 'prodigy')
  const first = await firstRows(rowsOf(files), request.source, {
    called: 'rows',
    expected: 'JSON Lines, as Prodigy exports them',
  })
  const keys = findDataKeys(first, isOwnKey)
  const shape = shapeOfRows(request, keys)
  const isSplit = files.length > 1 && !keys.fields.includes('split')
  const names = isSplit ? [...keys.fields, 'split'] : keys.fields
  const fieldNames = names.length > 0 ? names : undefined
  return {
    format: 'prodigy',
    shape,
    total: null,
    fieldNames,
    notices: [],
    batches: (signal) =>
      toldBatches(
        itemsOf({ files, root, keys, isSplit }, request),
        { request, shape, startProgram, fieldNames },
        signal,
      ),
  }
}

interface Reading {
  files: readonly string[]
  root: string
  keys: DataKeys
  /** Each file is a part of a split, which is kept as a field. */
  isSplit: boolean
}

async function* itemsOf(
  { files, root, keys, isSplit }: Reading,
  request: ImportRequest,
): AsyncGenerator<ToldItem, void, void> {
  const answers = new ProdigyAnswers(keys)
  for await (const { value } of rowsOf(files)) answers.take(value)
  const places = new ImagePlaces(root, ['images'], { stripped: true })
  for await (const { file, line, value } of rowsOf(files)) {
    const said = answers.next(value)
    // The input was there before, with the answers of all.
    if (said === null) continue
    const at = { file: basename(file), place: `line ${line.toLocaleString('en-US')}` }
    if (said.several && request.givenLabels !== 'out') {
      yield { problem: { ...at, reason: 'several classes are accepted; samples have one' } }
      continue
    }
    const id = idOf(value, keys) ?? (files.length > 1 ? `${at.file} ${at.place}` : String(line))
    const row: ToolRow = { id, at, data: value, words: said.words }
    const item = await finishRow(row, keys, places)
    const split = basename(file).replace(/\.(jsonl|ndjson)(\.gz)?$/i, '')
    yield isSplit && 'seen' in item ? { ...item, fields: [...(item.fields ?? []), split] } : item
  }
}

function idOf(row: Record<string, unknown>, { image }: DataKeys): string | null {
  const meta = (row.meta ?? {}) as Record<string, unknown>
  const told = [row.id, meta.id, row.ref, meta.ref].find(
    (id) => typeof id === 'string' || typeof id === 'number',
  )
  if (told !== undefined && told !== '') return String(told)
  const path = image === null ? '' : asText(row.path ?? row[image])
  return path === '' || path.startsWith('data:') ? null : path
}

/** Keys that are Prodigy's own and no data. */
function isOwnKey(key: string): boolean {
  return (
    key.startsWith('_') ||
    ['label', 'answer', 'accept', 'options', 'spans', 'meta', 'id', 'ref', 'config'].includes(key)
  )
}

async function* rowsOf(files: readonly string[]): AsyncGenerator<Row, void, void> {
  for (const file of files) {
    for await (const { line, value } of jsonLines(file)) yield { file, line, value }
  }
}
