import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { importRequestSchema } from '../src-main/contract/data.ts'
import { openSource } from '../src-main/dataset/open-source.ts'
import { createRandom } from '../src-main/dataset/random.ts'
import { answerTask, peakMegabytes } from './fork-child.ts'
import { csvName, parquetName, type SourceRate, type SourcesTask, width } from './sources.ts'
import { openBenchWorkbench } from './workbench.ts'

/*
 * The children of sources.ts.
 */

const rowsOfGroup = 50_000

const schema: SchemaElement[] = [
  { name: 'root', num_children: 2 },
  { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'embedding', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'FLOAT' },
]

answerTask(async (task: SourcesTask): Promise<SourceRate> => {
  if (task.part === 'import') return importInto(task.source)
  if (task.part === 'read') return readOnly(task)
  await writeParquet(join(task.folder, parquetName), task.count)
  // Of CSV a tenth tells the rate.
  await writeLines(join(task.folder, csvName), csvHeader(), Math.ceil(task.count / 10), (i) => csvRow(i))
  return { rows: task.count, rowsPerSecond: 0, peakMegabytes: peakMegabytes() }
})

async function importInto(source: string): Promise<SourceRate> {
  const bench = openBenchWorkbench()
  try {
    await bench.workbench.createProject(join(bench.folder, 'sources.fewlabel'))
    const { imported, seconds } = await bench.workbench
      .project()
      .imports.run(importRequestSchema.parse({ source }))
    return { rows: imported, rowsPerSecond: imported / seconds, peakMegabytes: peakMegabytes() }
  } finally {
    await bench.close()
  }
}

async function readOnly({ folder, format, count }: SourcesTask & { part: 'read' }): Promise<SourceRate> {
  const source = join(folder, `many.${format}`)
  if (format === 'csv') await writeLines(source, csvHeader(4), count, (i) => csvRow(i, 4))
  else await writeLines(source, '', count, jsonRow)
  const noImages = () => {
    throw new Error('there are no images in it')
  }
  const started = performance.now()
  const opened = await openSource(importRequestSchema.parse({ source }), noImages)
  let rows = 0
  for await (const { samples } of opened.batches()) rows += samples.length
  const seconds = (performance.now() - started) / 1000
  await rm(source)
  if (rows !== count) throw new Error(`${rows} rows were read, not ${count}`)
  return { rows, rowsPerSecond: rows / seconds, peakMegabytes: peakMegabytes() }
}

async function writeParquet(path: string, count: number): Promise<void> {
  const random = createRandom(1)
  const writer = fileWriter(path)
  const parquet = new ParquetWriter({ writer, schema, codec: 'UNCOMPRESSED' })
  for (let first = 0; first < count; first += rowsOfGroup) {
    const size = Math.min(rowsOfGroup, count - first)
    const data = Array.from({ length: size }, () =>
      Array.from({ length: width }, () => Math.fround(random.next() - 0.5)),
    )
    await parquet.write({
      columnData: [
        { name: 'id', data: BigInt64Array.from({ length: size }, (_, i) => BigInt(first + i)) },
        { name: 'embedding', data },
      ],
      rowGroupSize: size,
    })
  }
  await parquet.finish()
}

async function writeLines(
  path: string,
  header: string,
  count: number,
  row: (index: number) => string,
): Promise<void> {
  const lines = function* () {
    yield header
    for (let first = 0; first < count; first += 1000) {
      const size = Math.min(1000, count - first)
      yield Array.from({ length: size }, (_, i) => row(first + i)).join('')
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

function csvHeader(columns = width): string {
  return `${['id', ...Array.from({ length: columns }, (_, i) => `e${i}`)].join(',')}\n`
}

function csvRow(index: number, columns = width): string {
  const random = createRandom(index + 1)
  return `${[index, ...Array.from({ length: columns }, () => (random.next() - 0.5).toFixed(7))].join(',')}\n`
}

function jsonRow(index: number): string {
  return `{"id":${index},"a":${index % 97},"b":${index / 8},"note":"row ${index}"}\n`
}
