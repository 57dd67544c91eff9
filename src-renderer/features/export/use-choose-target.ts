import type { ExportRequest } from '../../../src-main/contract/export.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'
import { splitPath } from '../../lib/paths.ts'
import { extensionOf } from './export-formats.ts'

/** Asks where the export goes: a file, or a folder that is to be made. */
export function useChooseTarget(): (request: ExportRequest) => Promise<string | null> {
  const choose = useFileDialog()
  return ({ format, out }) => {
    const [folder, name] = splitPath(out)
    const extension = extensionOf(format)
    return choose({
      kind: extension ? 'save-file' : 'save-folder',
      title: t(extension ? 'export:form.toFile' : 'export:form.toFolder'),
      action: t('export:form.use'),
      extensions: extension ? [extension] : undefined,
      folder: folder || undefined,
      name,
      memory: 'export',
    })
  }
}
