import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { ExportRow } from '../contract/export.ts'
import type { HashedFile } from './export-output.ts'
import type { ExportJob, ExportPicture, ExportWriter } from './export-writer.ts'
import { pictureName } from './file-names.ts'
import { missingOriginal } from './missing-original.ts'
import { type SampleColumn, sampleColumns } from './sample-columns.ts'

/**
 * A group is encoded at one go and kept until then: so small that labels hardly wait for it, and that neither many rows
 * nor wide ones take much memory.
 */
const mostRows = 8192
const mostValues = 262_144
const mostBytes = 16 * 2 ** 20

/** One column of the file. */
interface ParquetColumn {
  schema: SchemaElement[]
  /** Cells that hardly repeat need no dictionary. */
  isPlain?: boolean
}

/**
 * Parquet with a row group every few thousand rows. `label` counts the classes from 0; that it does, and what they are
 * called, stands in the metadata as Hugging Face's `datasets` writes it, which therefore loads a ClassLabel.
 */
export const parquetWriter: ExportWriter = {
  async write(job, output) {
    const file = await output.create(output.name)
    try {
      await writeGroups(job, file)
    } catch (error) {
      await file.abandon()
      throw error
    }
    await file.close()
  },
}

async function writeGroups(job: ExportJob, file: HashedFile): Promise<void> {
  const labels = labelColumns(job)
  const hasImages = job.request.withSamples && job.shape?.kind === 'image'
  const samples = sampleColumns(job, [...labels.keys(), 'image'])
  const columns = new Map([
    ...labels,
    ...samples.columns.map((column) => [column.name, sampleSchema(column)] as const),
  ])
  if (hasImages) columns.set('image', imageColumn)
  const indexOf = new Map(job.classes.map(({ name }, i) => [name, BigInt(i)]))
  const writer = new ParquetWriter({
    writer: new FileBytes(file),
    schema: [
      { name: 'root', num_children: columns.size },
      ...Array.from(columns.values(), ({ schema }) => schema).flat(),
    ],
    kvMetadata: [{ key: 'huggingface', value: datasetInfo(job, hasImages) }],
    createdBy: `${job.program.name} version ${job.program.version}`,
  })
  let group = new RowGroup(columns)
  for await (const row of job.rows) {
    const picture = hasImages ? await loadPicture(row, await job.picture(row.sampleId)) : null
    const ownValues = samples.columns.length > 0 ? samples.values(row.sampleId) : []
    group.add([
      row.id,
      row.source,
      indexOf.get(row.label) ?? null,
      row.labelSource,
      row.confidence,
      row.cluster,
      row.probabilities && Array.from(row.probabilities),
      row.annotator,
      row.labeledAt && new Date(row.labeledAt),
      ...(job.parts.length > 0 ? [row.split] : []),
      ...ownValues.map((value) => (value instanceof Float32Array ? Array.from(value) : value)),
      ...(hasImages ? [picture] : []),
    ])
    if (!group.isFull) continue
    await group.writeTo(writer)
    group = new RowGroup(columns)
  }
  await group.writeTo(writer)
  await writer.finish()
}

/** Rows on their way, column by column. */
class RowGroup {
  readonly #columns: ReadonlyMap<string, ParquetColumn>
  readonly #data: unknown[][]
  #values = 0
  #bytes = 0

  constructor(columns: ReadonlyMap<string, ParquetColumn>) {
    this.#columns = columns
    this.#data = Array.from(columns, () => [])
  }

  get isFull(): boolean {
    return this.#data[0].length >= mostRows || this.#values >= mostValues || this.#bytes >= mostBytes
  }

  /** In the order of the columns. */
  add(cells: readonly unknown[]): void {
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]
      this.#data[c].push(cell)
      if (Array.isArray(cell)) this.#values += cell.length
      else if (typeof cell === 'string') this.#bytes += cell.length
      else if (cell !== null && typeof cell === 'object' && 'bytes' in cell)
        this.#bytes += (cell.bytes as Uint8Array).length
    }
  }

  async writeTo(writer: ParquetWriter): Promise<void> {
    const rows = this.#data[0].length
    if (rows === 0) return
    const columnData = Array.from(this.#columns, ([name, { isPlain }], c): ColumnSource => {
      const data = this.#data[c] as ColumnSource['data']
      return isPlain ? { name, data, encoding: 'PLAIN', statistics: false } : { name, data }
    })
    await writer.write({ columnData, rowGroupSize: rows })
  }
}

/** Collects the bytes of a group, which go to the file when it is whole. */
class FileBytes extends ByteWriter {
  readonly #file: HashedFile

  constructor(file: HashedFile) {
    super()
    this.#file = file
  }

  async flush(): Promise<void> {
    await this.#file.write(this.getBytes())
    this.index = 0
  }

  override finish(): Promise<void> {
    return this.flush()
  }
}

function labelColumns({ parts }: ExportJob): Map<string, ParquetColumn> {
  const columns: [string, ParquetColumn][] = [
    ['id', { schema: [text('id')], isPlain: true }],
    ['source', { schema: [text('source')], isPlain: true }],
    ['label', { schema: [plain('label', 'INT64')] }],
    ['label_source', { schema: [text('label_source')] }],
    ['confidence', { schema: [plain('confidence', 'FLOAT')], isPlain: true }],
    ['cluster_id', { schema: [plain('cluster_id', 'INT32')] }],
    ['probs', { schema: list('probs'), isPlain: true }],
    ['annotator', { schema: [text('annotator')] }],
    ['labeled_at', { schema: [{ ...plain('labeled_at', 'INT64'), converted_type: 'TIMESTAMP_MILLIS' }] }],
  ]
  if (parts.length > 0) columns.push(['split', { schema: [text('split')] }])
  return new Map(columns)
}

function sampleSchema({ name, kind }: SampleColumn): ParquetColumn {
  switch (kind) {
    case 'text':
      return { schema: [text(name)], isPlain: true }
    case 'field':
      return { schema: [text(name)] }
    case 'feature':
      return { schema: [plain(name, 'FLOAT')], isPlain: true }
    case 'embedding':
      return { schema: list(name), isPlain: true }
  }
}

/** As Hugging Face keeps images. */
const imageColumn: ParquetColumn = {
  schema: [
    { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
    plain('bytes', 'BYTE_ARRAY'),
    text('path'),
  ],
  isPlain: true,
}

function plain(name: string, type: SchemaElement['type']): SchemaElement {
  return { name, type, repetition_type: 'OPTIONAL' }
}

function text(name: string): SchemaElement {
  return { ...plain(name, 'BYTE_ARRAY'), converted_type: 'UTF8' }
}

/** Of numbers in single precision. */
function list(name: string): SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    plain('element', 'FLOAT'),
  ]
}

function datasetInfo({ classes }: ExportJob, hasImages: boolean): string {
  const label = { names: classes.map(({ name }) => name), _type: 'ClassLabel' }
  const features = { label, ...(hasImages ? { image: { _type: 'Image' } } : {}) }
  return JSON.stringify({ info: { features } })
}

async function loadPicture(
  row: ExportRow,
  picture: ExportPicture,
): Promise<{ bytes: Uint8Array; path: string }> {
  const extension = 'path' in picture ? extname(picture.path) : picture.extension
  const bytes =
    'path' in picture ? await readFile(picture.path).catch(missingOriginal(picture.path)) : picture.bytes
  return { bytes, path: pictureName(row.id, extension) }
}
