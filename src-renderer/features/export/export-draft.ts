import type { ExportFormat, ExportRequest } from '../../../src-main/contract/export.ts'
import { t } from '../../lib/i18n.ts'
import { joinPath, splitPath } from '../../lib/paths.ts'

const extensions: Record<ExportFormat, string> = { csv: '.csv', jsonl: '.jsonl', folder: '' }

export const formats = Object.keys(extensions) as ExportFormat[]

/** With its dot; empty for a folder. */
export function extensionOf(format: ExportFormat): string {
  return extensions[format]
}

/** What is proposed first: a CSV beside the project, the model's labels from 90 % on. */
export function proposeExport(projectPath: string): ExportRequest {
  const [folder, file] = splitPath(projectPath)
  const name = file.replace(/\.fewlabel$/i, '')
  return {
    format: 'csv',
    out: joinPath(folder, `${name} ${t('export:fileSuffix')}.csv`),
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
