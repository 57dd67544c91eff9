import type { ExportFormat } from '../contract/export.ts'
import type { ExportWriter } from './export-writer.ts'

/** Loaded when they are asked for: a start waits for no format, nor for the libraries behind it. */
export const writers: Readonly<Record<ExportFormat, () => Promise<ExportWriter>>> = {
  csv: async () => (await import('./write-csv.ts')).csvWriter,
  jsonl: async () => (await import('./write-jsonl.ts')).jsonLinesWriter,
  parquet: async () => (await import('./write-parquet.ts')).parquetWriter,
  npz: async () => (await import('./write-npz.ts')).npzWriter,
  folder: async () => (await import('./write-class-folders.ts')).classFoldersWriter,
  imagefolder: async () => (await import('./write-imagefolder.ts')).imageFolderWriter,
  yolo: async () => (await import('./write-yolo.ts')).yoloWriter,
  coco: async () => (await import('./write-coco.ts')).cocoWriter,
  'label-studio': async () => (await import('./write-label-studio.ts')).labelStudioWriter,
  prodigy: async () => (await import('./write-prodigy.ts')).prodigyWriter,
  tfrecord: async () => (await import('./write-tfrecord.ts')).tfrecordWriter,
}
