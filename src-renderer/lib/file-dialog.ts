import { create } from 'zustand'
import type { FileDialogRequest } from '../../src-main/contract/desktop.ts'

/** What is asked for; dialogs of the same `memory` begin in the folder where the last one ended. */
export type FileDialogOptions = FileDialogRequest & { memory?: string }

interface OpenDialog {
  request: FileDialogOptions
  answer: (path: string | null) => void
}

export const useOpenFileDialog = create<{ dialog: OpenDialog | null }>(() => ({ dialog: null }))

/** Where dialogs of one memory ended, for this window's life. */
const lastFolders = new Map<string, string>()

/** Where the last dialog of one memory ended; undefined before the first. */
export function lastFolder(memory: string): string | undefined {
  return lastFolders.get(memory)
}

/** The folder a dialog begins in; undefined leaves it to the host. */
export function startFolder(request: FileDialogOptions): string | undefined {
  return request.folder ?? (request.memory ? lastFolder(request.memory) : undefined)
}

export function rememberFolder(request: FileDialogOptions, folder: string): void {
  if (request.memory) lastFolders.set(request.memory, folder)
}

/**
 * Lets the person choose a path: the system's dialog in the desktop shell, the window's own in a browser.
 * @returns the absolute path, or null when the dialog was closed without a choice
 */
async function chooseFile(request: FileDialogOptions): Promise<string | null> {
  if (window.fewlabel) {
    const { memory: _, ...native } = request
    return window.fewlabel.chooseFile({ ...native, folder: startFolder(request) })
  }
  useOpenFileDialog.getState().dialog?.answer(null)
  return new Promise((resolve) => {
    useOpenFileDialog.setState({
      dialog: {
        request,
        answer: (path) => {
          useOpenFileDialog.setState({ dialog: null })
          resolve(path)
        },
      },
    })
  })
}

export function useFileDialog() {
  return chooseFile
}
