import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopBridge, MenuCommand } from '../../contract/desktop.ts'
import {
  chooseFileChannel,
  menuChannel,
  setLookChannel,
  showFolderChannel,
  showItemChannel,
} from './channels.ts'

// All that the page gets beside the web: six functions. Neither ipcRenderer nor its events get through.
// (Bundled into one file; the sandbox lets it require nothing but `electron`.)
const listeners = new Set<(command: MenuCommand) => void>()
/** What was chosen before the page listens: on macOS the menus are there without a window, and open one. */
const waiting: MenuCommand[] = []
function tellWaiting() {
  if (listeners.size === 0) return
  for (const command of waiting.splice(0)) for (const listener of listeners) listener(command)
}
ipcRenderer.on(menuChannel, (_event, command: MenuCommand) => {
  waiting.push(command)
  tellWaiting()
})

const bridge: DesktopBridge = {
  shell: 'electron',
  chooseFile: (request) => ipcRenderer.invoke(chooseFileChannel, request),
  onMenu: (listener) => {
    listeners.add(listener)
    // Not at once: others of the page may still be about to be there.
    queueMicrotask(tellWaiting)
    return () => {
      listeners.delete(listener)
    }
  },
  setLook: (look) => ipcRenderer.invoke(setLookChannel, look),
  showFolder: (folder) => ipcRenderer.invoke(showFolderChannel, folder),
  showItem: (path) => ipcRenderer.invoke(showItemChannel, path),
  // The path is empty for a file that a page made itself: only what the person dropped has one.
  pathOf: async (file) => webUtils.getPathForFile(file) || null,
}

contextBridge.exposeInMainWorld('fewlabel', bridge)
