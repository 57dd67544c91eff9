import { extname } from 'node:path'
import type { ExportRow } from '../contract/export.ts'
import type { HashedFile } from './export-output.ts'
import type { ExportJob, ExportPicture, ExportWriter } from './export-writer.ts'
import { pictureName } from './file-names.ts'
import { readOriginal } from './open-original.ts'
import { classLabel, list, type ParquetColumn, ParquetTable, plain, text } from './parquet-table.ts'
import { type SampleColumn, sampleColumns } from './sample-columns.ts'

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
  const features = { label: classLabel(job), ...(hasImages ? { image: { _type: 'Image' } } : {}) }
  const table = new ParquetTable(file, columns, features, job.program)
  for await (const row of job.rows) {
    const picture = hasImages ? await loadPicture(row, await job.picture(row.sampleId)) : null
    const ownValues = samples.columns.length > 0 ? samples.values(row.sampleId) : []
    await table.add([
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
  }
  await table.finish()
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

async function loadPicture(
  row: ExportRow,
  picture: ExportPicture,
): Promise<{ bytes: Uint8Array; path: string }> {
  const extension = 'path' in picture ? extname(picture.path) : picture.extension
  const bytes = 'path' in picture ? await readOriginal(picture.path) : picture.bytes
  return { bytes, path: pictureName(row.id, extension) }
}
