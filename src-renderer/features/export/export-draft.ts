import type { ExportFormat, ExportRequest } from '../../../src-main/contract/export.ts'
import { joinPath, splitPath } from '../../lib/paths.ts'

export const formats: { value: ExportFormat; label: string; detail: string; extension: string }[] = [
  { value: 'csv', label: 'CSV', detail: 'A table, one row a sample', extension: '.csv' },
  { value: 'jsonl', label: 'JSON Lines', detail: 'One JSON object a sample', extension: '.jsonl' },
  {
    value: 'folder',
    label: 'Class folders',
    detail: 'Images sorted into a folder per class, and a manifest',
    extension: '',
  },
]

function extensionOf(format: ExportFormat): string {
  return formats.find(({ value }) => value === format)?.extension ?? ''
}

/** What is proposed first: a CSV beside the project, the model's labels from 90 % on. */
export function proposeExport(projectPath: string): ExportRequest {
  const [folder, file] = splitPath(projectPath)
  const name = file.replace(/\.fewlabel$/i, '')
  return {
    format: 'csv',
    out: joinPath(folder, `${name} labels.csv`),
    humansOnly: false,
    minConfidence: 0.9,
    overwrite: false,
  }
}

/** The same target under the ending of another format. */
export function withFormat(request: ExportRequest, format: ExportFormat): ExportRequest {
  const old = extensionOf(request.format)
  const bare =
    old && request.out.toLowerCase().endsWith(old) ? request.out.slice(0, -old.length) : request.out
  return { ...request, format, out: bare + extensionOf(format) }
}
