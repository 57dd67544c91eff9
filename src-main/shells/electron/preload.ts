import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge } from '../../contract/desktop.ts'
import { chooseFileChannel } from './channels.ts'

// All that the page gets beside the web: one question with a path for an answer.
// (Bundled into one file; the sandbox lets it require nothing but `electron`.)
const bridge: DesktopBridge = {
  shell: 'electron',
  chooseFile: (request) => ipcRenderer.invoke(chooseFileChannel, request),
}

contextBridge.exposeInMainWorld('fewlabel', bridge)
