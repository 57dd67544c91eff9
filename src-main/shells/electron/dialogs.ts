import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { type FileDialogRequest, fileDialogRequestSchema } from '../../contract/desktop.ts'
import { chooseFileChannel } from './channels.ts'
import { openDialogOptions, saveDialogOptions } from './dialog-options.ts'
import { isAppUrl } from './url-policy.ts'

/** Answers the window's requests for the system's dialogs; see contract/desktop.ts. */
export function serveDialogs(): void {
  // From the main frame of our own page only, and only of the right form.
  ipcMain.handle(chooseFileChannel, (event, input: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isOwnMainFrame(event)) throw new Error('refused: the request is not from our window')
    return chooseFile(window, fileDialogRequestSchema.parse(input))
  })
}

/** Shows the dialog over the window; the path chosen, or null. */
export async function chooseFile(window: BrowserWindow, request: FileDialogRequest): Promise<string | null> {
  if (request.kind === 'save-file' || request.kind === 'save-folder') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, saveDialogOptions(request))
    return canceled ? null : filePath
  }
  const kind = request.kind === 'open-any' ? await fileOrFolder(window, request) : request.kind
  if (kind === null) return null
  const { canceled, filePaths } = await dialog.showOpenDialog(window, openDialogOptions({ ...request, kind }))
  return canceled ? null : (filePaths[0] ?? null)
}

/** Only macOS has a dialog for both; elsewhere it would show folders alone, so the person is asked first. */
async function fileOrFolder(
  window: BrowserWindow,
  request: FileDialogRequest,
): Promise<FileDialogRequest['kind'] | null> {
  if (process.platform === 'darwin') return 'open-any'
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: request.title,
    detail: 'Is it a file or a folder?',
    buttons: ['Folder…', 'File…', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  })
  return (['open-folder', 'open-file', null] as const)[response] ?? null
}

function isOwnMainFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url)
}
