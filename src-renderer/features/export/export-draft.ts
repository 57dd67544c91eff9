import {
  type ExportFormat,
  type ExportRequest,
  exportRequestSchema,
} from '../../../src-main/contract/export.ts'
import { t } from '../../lib/i18n.ts'
import { joinPath, splitPath } from '../../lib/paths.ts'
import { canHoldSamples, extensionOf } from './export-formats.ts'

/** What is proposed first: a CSV beside the project, the model's labels from 90 % on. */
export function proposeExport(projectPath: string): ExportRequest {
  const [folder, file] = splitPath(projectPath)
  const name = file.replace(/\.fewlabel$/i, '')
  const out = joinPath(folder, `${name} ${t('export:fileSuffix')}.csv`)
  return exportRequestSchema.parse({ format: 'csv', out, minConfidence: 0.9 })
}

/** The same target under the ending of another format, without what that format cannot hold. */
export function withFormat(request: ExportRequest, format: ExportFormat): ExportRequest {
  const old = extensionOf(request.format)
  const bare =
    old && request.out.toLowerCase().endsWith(old) ? request.out.slice(0, -old.length) : request.out
  return {
    ...request,
    format,
    out: bare + extensionOf(format),
    withSamples: request.withSamples && canHoldSamples(format),
  }
}
