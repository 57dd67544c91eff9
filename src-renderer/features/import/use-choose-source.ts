import { useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'

/** Asks for a file or folder to import. */
export function useChooseSource(): () => Promise<string | null> {
  const choose = useFileDialog()
  return () =>
    choose({
      kind: 'open-any',
      title: t('data:dialogs.any'),
      action: t('data:dialogs.action'),
      memory: 'import',
    })
}
