import {
  fileDialogRequestSchema,
  type ShownFolder,
  shownFolderSchema,
  shownItemSchema,
  windowLookSchema,
} from '../../contract/desktop.ts'
import { chooseFileChannel, setLookChannel, showFolderChannel, showItemChannel } from './channels.ts'
import { chooseFile } from './file-dialog.ts'
import type { Look } from './look.ts'
import { answerOwnWindow } from './own-window.ts'
import { showFolder, showItem } from './program-folders.ts'
import { wordsOf } from './words.ts'

/** The main process's side of `window.fewlabel`; see contract/desktop.ts. */
export function serveWindow(look: Look, folders: Record<ShownFolder, string>): void {
  answerOwnWindow(chooseFileChannel, fileDialogRequestSchema, (request, window) =>
    chooseFile(window, request, wordsOf(look.current.language)),
  )
  answerOwnWindow(setLookChannel, windowLookSchema, (next) => look.set(next))
  answerOwnWindow(showFolderChannel, shownFolderSchema, (folder) => showFolder(folders[folder]))
  answerOwnWindow(showItemChannel, shownItemSchema, showItem)
}
