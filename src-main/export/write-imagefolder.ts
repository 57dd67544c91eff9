import type { ExportRow } from '../contract/export.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { pictureName, UniqueNames } from './file-names.ts'
import { imageFolderCard } from './imagefolder-card.ts'
import { withOpenFiles } from './open-files.ts'
import { classLabel, list, type ParquetColumn, ParquetTable, plain, text } from './parquet-table.ts'
import { placePictures } from './place-pictures.ts'

const metadataName = 'metadata.parquet'

/**
 * What `load_dataset` of Hugging Face's `datasets` reads as images with columns: `images/` with `metadata.parquet` above it,
 * or, of a split, `<part>/` with one of its own; `classes.txt` names the classes in the order of their numbers, and
 * README.md is the dataset card.
 *
 * The metadata is Parquet because in JSON Lines a column that is unknown in a whole part has no type, whereupon
 * `load_dataset` refuses all parts, and because only Parquet says that `label` is a ClassLabel.
 */
export const imageFolderWriter: ExportWriter = {
  async write(job, output) {
    const numbers = new Map(job.classes.map(({ name }, i) => [name, BigInt(i)]))
    const names = new Map<string, UniqueNames>()
    const nameOf = (row: ExportRow, extension: string) => {
      const folder = row.split ?? 'images'
      const taken = names.get(folder) ?? new UniqueNames([metadataName])
      names.set(folder, taken)
      return `${folder}/${taken.take(pictureName(row.id, extension))}`
    }
    await withOpenFiles(output, async (fileOf) => {
      const tables = new Map<string, ParquetTable>()
      for await (const batch of placePictures(job, output, nameOf)) {
        for (const { row, name } of batch) {
          const folder = row.split === null ? '' : `${row.split}/`
          const table = tables.get(folder) ?? newTable(job, await fileOf(folder + metadataName))
          tables.set(folder, table)
          await table.add(cellsOf(row, name.slice(folder.length), numbers))
        }
      }
      for (const table of tables.values()) await table.finish()
    })
    await output.writeAll(
      'classes.txt',
      job.classes.map(({ name }) => `${name.replace(/[\r\n]+/g, ' ')}\n`),
    )
    await output.writeAll('README.md', [imageFolderCard(job)])
  },
}

const columns: ReadonlyMap<string, ParquetColumn> = new Map([
  ['file_name', { schema: [text('file_name')], isPlain: true }],
  ['label', { schema: [plain('label', 'INT64')] }],
  ['label_source', { schema: [text('label_source')] }],
  ['confidence', { schema: [plain('confidence', 'FLOAT')], isPlain: true }],
  ['probs', { schema: list('probs'), isPlain: true }],
  ['annotator', { schema: [text('annotator')] }],
  ['labeled_at', { schema: [{ ...plain('labeled_at', 'INT64'), converted_type: 'TIMESTAMP_MILLIS' }] }],
  ['cluster_id', { schema: [plain('cluster_id', 'INT32')] }],
  ['id', { schema: [text('id')], isPlain: true }],
])

function newTable(job: ExportJob, file: ConstructorParameters<typeof ParquetTable>[0]): ParquetTable {
  return new ParquetTable(file, columns, { label: classLabel(job) }, job.program)
}

/** In the order of {@link columns}. */
function cellsOf(row: ExportRow, fileName: string, numbers: ReadonlyMap<string, bigint>): unknown[] {
  return [
    fileName,
    numbers.get(row.label) ?? null,
    row.labelSource,
    row.confidence,
    row.probabilities && Array.from(row.probabilities),
    row.annotator,
    row.labeledAt && new Date(row.labeledAt),
    row.cluster,
    row.id,
  ]
}
