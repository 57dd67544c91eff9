import { BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin } from './url-policy.ts'
import { recallWindow, rememberWindow } from './window-memory.ts'
import { minimumSize, placeWindow } from './window-placement.ts'

export interface MainWindowOptions {
  /** Absolute path of the bundled preload script. */
  preload: string
  /** Where the window's place is kept. */
  memoryFile: string
  icon: string | undefined
}

/** Opens the one window: sandboxed, isolated, shown when it has something to show, where it was last time. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const memory = recallWindow(options.memoryFile)
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  const window = new BrowserWindow({
    ...placeWindow(
      memory?.bounds ?? null,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Fewlabel',
    icon: options.icon,
    show: false,
    // The page's own background, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  if (memory?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    rememberWindow(options.memoryFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  // Everything that matters is in the host: a page that crashed is simply shown anew.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'crashed' || reason === 'oom') window.reload()
  })
  void window.loadURL(`${appOrigin}/`)
  return window
}
