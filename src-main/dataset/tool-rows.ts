import type { ImportProblem, ImportRequest, InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { asText, type DataKeys, isVector } from './embedded-data.ts'
import type { GivenWord } from './given-labels.ts'
import { dataUri, type ImagePlaces } from './image-places.ts'
import { imageShape, type ToldItem } from './told-samples.ts'

/** One row or task of another tool, understood but for what the model sees of it. */
export interface ToolRow {
  id: string
  at: Pick<ImportProblem, 'file' | 'place'>
  data: Record<string, unknown>
  words: readonly GivenWord[]
}

/** Rows that tell how all are to be read. */
const rowsLooked = 100

/**
 * The first rows of a tool's files.
 *
 * @param are what the rows are called, and what the file should be
 * @throws FewlabelError — `source-empty` without any
 */
export async function firstRows(
  rows: AsyncIterable<{ value: Record<string, unknown> }>,
  source: string,
  are: { called: string; expected: string },
): Promise<Record<string, unknown>[]> {
  const first: Record<string, unknown>[] = []
  for await (const { value } of rows) {
    first.push(value)
    if (first.length >= rowsLooked) break
  }
  if (first.length > 0) return first
  throw new FewlabelError('source-empty', `There are no ${are.called} in "${source}".`, {
    file: source,
    expected: are.expected,
    remedy: 'Choose another file.',
  })
}

/**
 * What inputs the rows make.
 *
 * @throws FewlabelError — `source-unsupported` for rows without image or embedding
 */
export function shapeOfRows({ source, recipe }: ImportRequest, keys: DataKeys): InputShape {
  if (keys.image !== null) {
    return imageShape(recipe)
  }
  if (keys.vector !== null && keys.length <= 65_536) {
    return { kind: 'vector', length: keys.length, columns: [] }
  }
  throw new FewlabelError(
    'source-unsupported',
    keys.text === null
      ? `"${source}" has neither images nor embeddings.`
      : `The texts in "${source}" have no embeddings.`,
    {
      file: source,
      expected: 'paths of images, or with each text a list of numbers named "embedding"',
      found: keys.text === null ? 'neither in the first rows' : `texts as "${keys.text}" alone`,
      remedy: 'Compute an embedding of each text with a model of your choice and add it as "embedding".',
    },
  )
}

/** Finds what the model sees of a row. */
export async function finishRow(row: ToolRow, keys: DataKeys, places: ImagePlaces): Promise<ToldItem> {
  const { id, at, data, words } = row
  const text = keys.text === null ? '' : asText(data[keys.text])
  const told = {
    id,
    at,
    words,
    ...(text !== '' && { text }),
    ...(keys.fields.length > 0 && { fields: keys.fields.map((key) => asText(data[key])) }),
  }
  if (keys.image === null) {
    const list = keys.vector === null ? undefined : data[keys.vector]
    if (!isVector(list)) return { problem: { ...at, reason: 'it has no embedding, as the others have' } }
    const vector = Float32Array.from(list)
    if (!vector.every(Number.isFinite)) {
      return { problem: { ...at, reason: 'its embedding holds a number that does not fit 32 bits' } }
    }
    return { ...told, seen: { vector } }
  }
  const named = data[keys.image]
  if (typeof named !== 'string' || named === '') {
    return { problem: { ...at, reason: 'it has no image, as the others have' } }
  }
  const bytes = dataUri(named)
  if (bytes !== null) return { ...told, seen: { image: bytes } }
  const place = await places.find(named)
  if ('reason' in place) return { problem: { ...at, reason: `"${named.slice(0, 200)}": ${place.reason}` } }
  return { ...told, seen: { image: place.path } }
}
