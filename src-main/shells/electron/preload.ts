import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge, MenuCommand } from '../../contract/desktop.ts'
import { chooseFileChannel, menuChannel, setLookChannel, showFolderChannel } from './channels.ts'

// All that the page gets beside the web: four functions. Neither ipcRenderer nor its events get through.
// (Bundled into one file; the sandbox lets it require nothing but `electron`.)
const bridge: DesktopBridge = {
  shell: 'electron',
  chooseFile: (request) => ipcRenderer.invoke(chooseFileChannel, request),
  onMenu: (listener) => {
    const hear = (_event: unknown, command: MenuCommand) => listener(command)
    ipcRenderer.on(menuChannel, hear)
    return () => {
      ipcRenderer.removeListener(menuChannel, hear)
    }
  },
  setLook: (look) => ipcRenderer.invoke(setLookChannel, look),
  showFolder: (folder) => ipcRenderer.invoke(showFolderChannel, folder),
}

contextBridge.exposeInMainWorld('fewlabel', bridge)
