import type { ExportFormat } from '../contract/export.ts'
import type { ExportWriter } from './export-writer.ts'
import { classFoldersWriter } from './write-class-folders.ts'
import { cocoWriter } from './write-coco.ts'
import { csvWriter } from './write-csv.ts'
import { imageFolderWriter } from './write-imagefolder.ts'
import { jsonLinesWriter } from './write-jsonl.ts'
import { labelStudioWriter } from './write-label-studio.ts'
import { npzWriter } from './write-npz.ts'
import { parquetWriter } from './write-parquet.ts'
import { prodigyWriter } from './write-prodigy.ts'
import { tfrecordWriter } from './write-tfrecord.ts'
import { yoloWriter } from './write-yolo.ts'

export const writers: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: csvWriter,
  jsonl: jsonLinesWriter,
  parquet: parquetWriter,
  npz: npzWriter,
  folder: classFoldersWriter,
  imagefolder: imageFolderWriter,
  yolo: yoloWriter,
  coco: cocoWriter,
  'label-studio': labelStudioWriter,
  prodigy: prodigyWriter,
  tfrecord: tfrecordWriter,
}
