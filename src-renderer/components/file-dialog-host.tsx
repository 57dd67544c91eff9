import { useOpenFileDialog } from '../lib/file-dialog.ts'
import { FileDialog } from './file-dialog.tsx'

/** Shows the window's own file dialog when one is asked for; mounted once. */
export function FileDialogHost() {
  const dialog = useOpenFileDialog((state) => state.dialog)
  if (!dialog) return null
  return <FileDialog request={dialog.request} onAnswer={dialog.answer} />
}
