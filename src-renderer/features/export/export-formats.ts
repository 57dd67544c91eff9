import { type ExportFormat, folderExportFormats } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'

/** All formats that can be written, by what they are for. */
export const exportGroups = [
  { name: 'tables', formats: ['csv', 'jsonl', 'parquet', 'npz'] },
  { name: 'pictures', formats: ['folder', 'imagefolder', 'yolo', 'coco', 'tfrecord'] },
  { name: 'tools', formats: ['label-studio', 'prodigy'] },
] as const satisfies { name: string; formats: ExportFormat[] }[]

const folders: readonly ExportFormat[] = folderExportFormats
const ofPictures: readonly ExportFormat[] = ['folder', 'imagefolder', 'yolo', 'coco', 'tfrecord']
const ofPicturesOrTexts: readonly ExportFormat[] = ['label-studio', 'prodigy']
const withSamples: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet', 'label-studio', 'prodigy']

/** With its dot; empty for a folder. */
export function extensionOf(format: ExportFormat): string {
  return folders.includes(format) ? '' : `.${format}`
}

/** Whether the samples themselves can be written beside their labels. */
export function canHoldSamples(format: ExportFormat): boolean {
  return withSamples.includes(format)
}

export type FormatObstacle = 'needsPictures' | 'needsPicturesOrTexts' | 'needsModel'

/** Why a project cannot be exported so; null where it can. */
export function obstacleOf(
  format: ExportFormat,
  { inputShape, trained }: Pick<ProjectSummary, 'inputShape' | 'trained'>,
  hasTexts: boolean,
): FormatObstacle | null {
  const pictures = inputShape?.kind === 'image'
  if (ofPictures.includes(format) && !pictures) return 'needsPictures'
  if (ofPicturesOrTexts.includes(format) && !pictures && !hasTexts) return 'needsPicturesOrTexts'
  if (format === 'npz' && !trained) return 'needsModel'
  return null
}
