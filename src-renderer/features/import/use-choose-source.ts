import type { ImportFormat } from '../../../src-main/contract/data.ts'
import { type FileDialogOptions, useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'

function dialogFor(format: ImportFormat | 'any'): FileDialogOptions {
  const dialog = { title: t(`data:dialogs.${format}`), action: t('data:dialogs.action'), memory: 'import' }
  switch (format) {
    case 'folder':
      return { ...dialog, kind: 'open-folder', action: t('data:dialogs.folderAction') }
    case 'idx':
      return { ...dialog, kind: 'open-file' }
    case 'csv':
      return { ...dialog, kind: 'open-file', extensions: ['.csv', '.tsv', '.txt', '.csv.gz'] }
    case 'any':
      return { ...dialog, kind: 'open-any' }
  }
}

/** Asks for a source to import: of one format, or any file or folder. */
export function useChooseSource(): (format: ImportFormat | 'any') => Promise<string | null> {
  const choose = useFileDialog()
  return (format) => choose(dialogFor(format))
}
