import { BrowserWindow } from 'electron'
import { recall } from './small-file.ts'
import { appOrigin } from './url-policy.ts'
import { keepPlace, workAreas } from './window-keeper.ts'
import { windowMemorySchema } from './window-memory.ts'
import { minimumSize, placeWindow } from './window-placement.ts'

export interface MainWindowOptions {
  /** Absolute path of the bundled preload script. */
  preload: string
  /** Where the window's place is kept. */
  memoryFile: string
  icon: string | undefined
  /** What is seen before the page is drawn. */
  background: string
  developerTools: boolean
  /** Called when there is something to see. */
  onShown: () => void
}

/** Opens the one window: sandboxed, isolated, shown when it has something to show, where it was last time. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const memory = recall(options.memoryFile, windowMemorySchema)
  const window = new BrowserWindow({
    ...placeWindow(memory?.bounds ?? null, workAreas()),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Fewlabel',
    icon: options.icon,
    show: false,
    backgroundColor: options.background,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.developerTools,
    },
  })
  let shown = false
  const show = () => {
    if (shown) return
    shown = true
    // Both show the window by themselves, so not before there is something to see.
    if (memory?.maximized) window.maximize()
    if (memory?.fullScreen) window.setFullScreen(true)
    window.show()
    options.onShown()
  }
  window.once('ready-to-show', show)
  // A page that cannot be loaded is seen as well: an invisible program cannot be closed.
  window.webContents.on('did-fail-load', show)
  keepPlace(window, options.memoryFile)
  void window.loadURL(`${appOrigin}/`).catch(() => {
    // Told by did-fail-load.
  })
  return window
}
