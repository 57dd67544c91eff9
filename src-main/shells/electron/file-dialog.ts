import { type BrowserWindow, dialog } from 'electron'
import type { FileDialogRequest } from '../../contract/desktop.ts'
import { openDialogOptions, saveDialogOptions } from './dialog-options.ts'
import type { Words } from './words/en.ts'

/** Shows the system's dialog over the window; the path chosen, or null. */
export async function chooseFile(
  window: BrowserWindow,
  request: FileDialogRequest,
  words: Words,
): Promise<string | null> {
  if (request.kind === 'save-file' || request.kind === 'save-folder') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, saveDialogOptions(request, words))
    return canceled ? null : filePath
  }
  const kind = request.kind === 'open-any' ? await fileOrFolder(window, request, words) : request.kind
  if (kind === null) return null
  const options = openDialogOptions({ ...request, kind }, words)
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}

/** Only macOS has a dialog for both; elsewhere it would show folders alone, so the person is asked first. */
async function fileOrFolder(
  window: BrowserWindow,
  request: FileDialogRequest,
  words: Words,
): Promise<FileDialogRequest['kind'] | null> {
  if (process.platform === 'darwin') return 'open-any'
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: request.title,
    detail: words.dialog.fileOrFolder,
    buttons: [words.dialog.folder, words.dialog.file, words.dialog.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  return (['open-folder', 'open-file', null] as const)[response] ?? null
}
