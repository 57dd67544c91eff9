import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { FewlabelError } from '../contract/errors.ts'
import type { ExportOutput, HashedFile } from './export-output.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { listedLine } from './listed-line.ts'
import { codePoints, npyHeader, npyText } from './npy-format.ts'
import { inChunks } from './row-chunks.ts'

/** A column on its way: its cells lie on the disk until the number of rows and the widest text are known. */
interface Column {
  name: string
  file: HashedFile
  /** Of the widest text, in code points; 0 of numbers. */
  width: number
}

interface NpyArray {
  name: string
  bytes: number
  /** Texts of fixed width consist of zeros for the most part. */
  compress: boolean
  pieces: () => AsyncIterable<Uint8Array>
}

/**
 * NumPy arrays for Cleanlab and whoever else wants probabilities as numbers: `pred_probs` [n, K] in the order of
 * `classes`, where each person's label is left out of what the model says of that sample; `labels` [n] counts the
 * classes from 0, −1 where nobody labeled; `ids`, `label_source` and, of a split set, `split` [n].
 */
export const npzWriter: ExportWriter = {
  async write(job, output) {
    if (!job.model) {
      throw new FewlabelError('not-trained', 'There are no probabilities yet.', {
        remedy: 'Train the model first, or export as csv, jsonl or parquet.',
      })
    }
    const columns = await spool(job, output)
    await output.writeAll(output.name, zipped(arrays(job, output, columns)))
  },
}

async function spool(job: ExportJob, output: ExportOutput) {
  const { classes, parts } = job
  const indexOf = new Map(classes.map(({ name }, i) => [name, BigInt(i)]))
  const open = async (name: string): Promise<Column> => ({
    name,
    file: await output.create(scratch(name)),
    width: 0,
  })
  const probabilities = await open('pred_probs')
  const labels = await open('labels')
  const texts = [await open('ids'), await open('label_source')]
  if (parts.length > 0) texts.push(await open('split'))
  const all = [probabilities, labels, ...texts]
  const even = new Float32Array(classes.length).fill(1 / classes.length)
  let rows = 0
  let withoutOpinion = 0
  try {
    for await (const chunk of inChunks(job.rows)) {
      const numbers = new Float32Array(chunk.length * classes.length)
      const given = new BigInt64Array(chunk.length)
      const lines = texts.map(() => '')
      for (const [i, row] of chunk.entries()) {
        const isKnown = row.probabilities?.some((value) => value > 0) === true
        if (!isKnown) withoutOpinion++
        numbers.set((isKnown ? row.probabilities : null) ?? even, i * classes.length)
        given[i] = row.labelSource === 'model' ? -1n : (indexOf.get(row.label) ?? -1n)
        const words = [row.id, row.labelSource, row.split ?? '']
        for (const [t, column] of texts.entries()) {
          column.width = Math.max(column.width, codePoints(words[t]).length)
          lines[t] += listedLine(words[t])
        }
      }
      await probabilities.file.write(bytesOf(numbers))
      await labels.file.write(bytesOf(given))
      for (const [t, { file }] of texts.entries()) await file.write(lines[t])
      rows += chunk.length
    }
  } catch (error) {
    for (const { file } of all) await file.abandon()
    throw error
  }
  for (const { file } of all) await file.close()
  if (withoutOpinion > 0) {
    job.notices.push(
      `The model has no opinion of ${withoutOpinion === 1 ? '1 sample' : `${withoutOpinion} samples`}; all classes have the same probability there.`,
    )
  }
  return { rows, texts }
}

function arrays(
  { classes }: ExportJob,
  output: ExportOutput,
  { rows, texts }: { rows: number; texts: readonly Column[] },
): NpyArray[] {
  const names = classes.map(({ name }) => name)
  const widest = Math.max(1, ...names.map((name) => codePoints(name).length))
  const numbers = (name: string, header: Uint8Array, bytes: number): NpyArray => ({
    name,
    bytes: header.length + bytes,
    compress: false,
    pieces: async function* () {
      yield header
      yield* output.takeBack(scratch(name))
    },
  })
  const strings = (
    name: string,
    width: number,
    count: number,
    values: () => AsyncIterable<string>,
  ): NpyArray => {
    const header = npyHeader({ text: width }, [count])
    return {
      name,
      bytes: header.length + 4 * width * count,
      compress: true,
      pieces: async function* () {
        yield header
        for await (const value of values()) yield npyText(value, width)
      },
    }
  }
  return [
    numbers('pred_probs', npyHeader('float32', [rows, names.length]), 4 * rows * names.length),
    numbers('labels', npyHeader('int64', [rows]), 8 * rows),
    strings('classes', widest, names.length, async function* () {
      yield* names
    }),
    ...texts.map(({ name, width }) =>
      strings(name, Math.max(1, width), rows, async function* () {
        const input = Readable.from(output.takeBack(scratch(name)), { objectMode: false })
        for await (const line of createInterface({ input, crlfDelay: Infinity }))
          yield JSON.parse(line) as string
      }),
    ),
  ]
}

/** Begins when it is read: what failed before would fail unheard. */
async function* zipped(entries: readonly NpyArray[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const stream = zip.outputStream as Readable
  zip.on('error', (error: Error) => stream.destroy(error))
  for (const { name, bytes, compress, pieces } of entries) {
    const options = { compress, compressionLevel: compress ? 1 : 0, size: bytes }
    zip.addReadStreamLazy(`${name}.npy`, options, (take) => {
      const source = Readable.from(inBlocks(pieces()), { objectMode: false })
      // yazl waits for ever where a source fails, and lets it wait where nobody takes the file any more.
      source.on('error', (error) => stream.destroy(error))
      stream.once('close', () => source.destroy())
      take(null, source)
    })
  }
  zip.end()
  yield* stream
}

const blockBytes = 64 * 1024

/** Many small pieces as fewer large ones. */
async function* inBlocks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (bytes < blockBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

function scratch(name: string): string {
  return `.${name}`
}

function bytesOf(values: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
