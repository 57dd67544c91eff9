import { contextBridge, ipcRenderer } from 'electron'
import { chooseFileChannel, type DesktopBridge } from '../../contract/desktop.ts'

// All that the page gets beside the web: one question with a path for an answer.
const bridge: DesktopBridge = {
  shell: 'electron',
  chooseFile: (request) => ipcRenderer.invoke(chooseFileChannel, request),
}

contextBridge.exposeInMainWorld('fewlabel', bridge)
