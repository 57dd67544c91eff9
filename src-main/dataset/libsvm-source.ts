import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { ImportRequest, PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'
import { takeGiven } from './given-labels.ts'
import { type LibsvmLine, parseLibsvmLine } from './libsvm-line.ts'
import { batchLimit, type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'
import { columnLimit } from './table.ts'
import { textLines } from './text-lines.ts'

/** Vectors of one batch together weigh at most about this much. */
const batchBytes = 8 * 1024 * 1024

interface Extent {
  rows: number
  smallest: number
  largest: number
  hasGroups: boolean
}

/**
 * The sparse vectors of LIBSVM and svmlight: a number for the class, then `index:value` for what is not 0. A first pass
 * over the file finds the largest index, which is the vectors' length; an index 0 anywhere says that the file counts
 * from 0. Comments are passed over; `qid` is kept to be read. A sample's id is its line.
 *
 * @throws FewlabelError — `source-empty`, `source-damaged` with the line, `source-unsupported` for several classes on a
 * line or too large an index
 */
export async function openLibsvm(request: ImportRequest): Promise<SampleSource> {
  const path = request.source
  const extent = await measure(path)
  const { smallest, largest, rows, hasGroups } = extent
  const length = smallest === 0 ? largest + 1 : largest
  if (rows === 0 || length < 1) {
    throw new FewlabelError('source-empty', `"${path}" holds no data.`, {
      file: path,
      expected: 'lines as "1 3:0.5 7:2"',
      found: rows === 0 ? 'no lines' : 'no values',
      remedy: 'Choose a file with data.',
    })
  }
  if (length > columnLimit) {
    throw new FewlabelError('source-unsupported', `The vectors in "${path}" are too long.`, {
      file: path,
      expected: `indices up to ${columnLimit.toLocaleString('en-US')}`,
      found: largest.toLocaleString('en-US'),
      remedy: 'Reduce the vectors first.',
    })
  }
  return {
    format: 'libsvm',
    shape: { kind: 'vector', length, columns: [] },
    ...(hasGroups && { fieldNames: ['qid'] }),
    total: rows,
    notices: [],
    batches: (signal) => readBatches(request, extent, length, signal),
  }
}

async function measure(path: string): Promise<Extent> {
  const extent: Extent = { rows: 0, smallest: Number.POSITIVE_INFINITY, largest: 0, hasGroups: false }
  for await (const line of parsedLines(path)) {
    extent.rows++
    extent.hasGroups ||= line.group !== null
    for (const index of line.indices) {
      if (index < extent.smallest) extent.smallest = index
      if (index > extent.largest) extent.largest = index
    }
  }
  return extent
}

async function* readBatches(
  request: ImportRequest,
  { smallest, hasGroups }: Extent,
  length: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const first = smallest === 0 ? 0 : 1
  const size = Math.max(1, Math.min(batchLimit, Math.floor(batchBytes / (4 * length))))
  let samples: PreparedSample[] = []
  for await (const { number, text, label, group, indices, values } of parsedLines(request.source)) {
    const input = new Float32Array(length)
    for (const [i, index] of indices.entries()) {
      if (index - first >= length) throw grown(request.source, number)
      input[index - first] = values[i]
    }
    samples.push({
      externalId: String(number),
      sourcePath: null,
      input,
      thumbnail: null,
      original: null,
      contentHash: hash('sha256', text, 'buffer'),
      ...takeGiven(request, label === null ? [] : [{ name: label }]),
      ...(hasGroups && { fields: [group ?? ''] }),
    })
    if (samples.length < size) continue
    throwIfCancelled(signal)
    yield { samples, problems: [] }
    samples = []
    await setImmediate()
  }
  throwIfCancelled(signal)
  if (samples.length > 0) yield { samples, problems: [] }
}

async function* parsedLines(path: string): AsyncGenerator<LibsvmLine & { number: number }, void, void> {
  const reader = await ByteReader.open(path)
  try {
    for await (const { first, lines } of textLines(reader)) {
      for (const [i, line] of lines.entries()) {
        const parsed = parseLibsvmLine(path, line, first + i)
        if (parsed !== null) yield { ...parsed, number: first + i }
      }
    }
  } finally {
    await reader.close()
  }
}

function grown(path: string, number: number): FewlabelError {
  return new FewlabelError('source-damaged', `"${path}" was changed while it was read.`, {
    file: path,
    place: `line ${number}`,
    remedy: 'Import it again once nobody writes it any more.',
  })
}
