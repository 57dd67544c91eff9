import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ImportProblem, ImportRequest, InputShape, PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { takeGiven } from './given-labels.ts'
import { readLabelNames } from './idx-label-names.ts'
import { arraysIn, type NpyArray } from './npy-arrays.ts'
import { shapeText } from './npy-header.ts'
import { type ItemMaker, itemsOf } from './npy-images.ts'
import { isList, rolesOf } from './npy-roles.ts'
import { readRows, readTexts, rowBytes } from './npy-rows.ts'
import { batchLimit, type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'

/** Samples of one batch together weigh at most about this much. */
const batchBytes = 4 * 1024 * 1024

/** What is known of the samples beside the data; of each kind one for every sample, or null. */
interface Beside {
  classes: (string | null)[] | null
  ids: string[] | null
}

/**
 * Arrays of NumPy, alone (.npy) or several in an archive (.npz). `[n, d]` is vectors; `[n, h, w]`, `[n, h, w, c]` and
 * `[n, c, h, w]` are images where their numbers are bytes and `c` is 1 or 3, else vectors. Of an archive see `rolesOf`
 * for what is used as what; labels may come from a file of their own (`request.labels`), with names as for IDX files.
 *
 * A sample's id is its index from 0, unless there are ids; its content hash covers its bytes as they stand in the file.
 *
 * @throws FewlabelError — `source-empty`, `source-damaged`, `source-unsupported`, `source-mismatch` for labels that are
 * not as many as samples
 */
export async function openNpy(request: ImportRequest): Promise<SampleSource> {
  const path = request.source
  const roles = rolesOf(await arraysIn(path))
  if (roles === null) throw noData(path)
  const { data } = roles
  const [count = 0] = data.header.shape
  const maker = itemsOf(data, request.recipe)
  const beside: Beside = {
    classes: await classesOf(request, roles.labels, roles.names, count),
    ids: roles.ids === null ? null : uniqueIds(roles.ids, await readTexts(roles.ids)),
  }
  return {
    format: 'npy',
    shape: maker.shape satisfies InputShape,
    total: count,
    notices: [
      ...maker.notices,
      ...roles.others.map(
        ({ file, header }): ImportProblem => ({
          file,
          reason: `the array of shape ${shapeText(header.shape)} is left out: it is neither the samples nor their labels`,
        }),
      ),
    ],
    batches: (signal) => readBatches(request, data, maker, beside, signal),
  }
}

async function* readBatches(
  request: ImportRequest,
  data: NpyArray,
  maker: ItemMaker,
  { classes, ids }: Beside,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const size = Math.max(1, Math.min(batchLimit, Math.floor(batchBytes / Math.max(1, rowBytes(data)))))
  let index = 0
  for await (const rows of readRows(data, size)) {
    throwIfCancelled(signal)
    const samples: PreparedSample[] = []
    for (const raw of rows) {
      const contentHash = hash('sha256', raw, 'buffer')
      const name = classes?.[index] ?? null
      samples.push({
        externalId: ids?.[index] ?? String(index),
        sourcePath: null,
        original: null,
        contentHash,
        ...maker.prepare(raw, index),
        ...takeGiven(request, name === null ? [] : [{ name }]),
      })
      index++
    }
    yield { samples, problems: [] }
    await setImmediate()
  }
}

async function classesOf(
  request: ImportRequest,
  inside: NpyArray | null,
  names: NpyArray | null,
  count: number,
): Promise<(string | null)[] | null> {
  if (request.labels !== undefined) {
    const array = rolesOfLabels(request.labels, await arraysIn(request.labels), count)
    const numbers = await readTexts(array)
    const whole = numbers.every((text) => /^\d{1,9}$/.test(text))
    if (!whole) return numbers.map((text) => text || null)
    const nameOf = await readLabelNames(request.labels, new Set(numbers.map(Number)))
    return numbers.map((text) => nameOf(Number(text)))
  }
  if (inside === null) return null
  // A gap among numbers is no class of its own.
  const isGap = (text: string) => text === '' || (text === 'NaN' && inside.header.type.kind === 'f')
  const labels = (await readTexts(inside)).map((text) => (isGap(text) ? null : text))
  if (names === null) return labels
  const known = await readTexts(names)
  return labels.map((text) => {
    if (text === null) return null
    const name = known[Number(text)]
    if (name !== undefined && name !== '') return name
    // As in `datasets`: there is none.
    if (text === '-1') return null
    throw new FewlabelError('source-mismatch', `The label ${text} has no name in "${names.file}".`, {
      file: names.file,
      expected: `labels from 0 to ${known.length - 1}`,
      found: text,
      remedy: 'Add the missing name, or take the array of names out.',
    })
  })
}

function rolesOfLabels(path: string, arrays: readonly NpyArray[], count: number): NpyArray {
  const array = arrays.find((each) => isList(each) && each.header.count === count) ?? arrays[0]
  if (isList(array) && array.header.count === count) return array
  throw new FewlabelError('source-mismatch', 'There are not as many labels as samples.', {
    file: path,
    expected: `an array of ${count.toLocaleString('en-US')} labels`,
    found: `an array of shape ${shapeText(array.header.shape)}`,
    remedy: 'Choose the labels that belong to the samples.',
  })
}

function uniqueIds({ file }: NpyArray, ids: string[]): string[] {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (id !== '' && !seen.has(id)) {
      seen.add(id)
      continue
    }
    throw new FewlabelError(
      'source-damaged',
      id === '' ? 'An id is empty.' : `The id "${id}" occurs twice.`,
      {
        file,
        place: `index ${index}`,
        expected: 'an id of its own for every sample',
        found: id === '' ? 'nothing' : `"${id}" again`,
        remedy: 'Correct the ids, or take their array out.',
      },
    )
  }
  return ids
}

function noData(path: string): FewlabelError {
  return new FewlabelError('source-empty', `There are no samples in "${path}".`, {
    file: path,
    expected: 'an array of numbers: [n, d] for vectors, [n, h, w] or [n, h, w, c] for images',
    found: 'labels or texts alone',
    remedy: 'Choose another file.',
  })
}
