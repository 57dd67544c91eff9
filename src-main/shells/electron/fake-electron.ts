import { EventEmitter } from 'node:events'

type Listener = (...args: never[]) => unknown

/** A stand-in for the parts of `electron` that the main process uses, with handles for tests to pull. */
export function createFakeElectron() {
  /** What happened, in order. */
  const log: string[] = []
  const messages: unknown[] = []
  const windows: FakeWindow[] = []
  const invocations = new Map<string, (event: unknown, input: unknown) => unknown>()
  const handlers: Record<string, Listener> = {}
  let ready = () => {}
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve
  })

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    setName() {},
    setAppUserModelId() {},
    setAboutPanelOptions() {},
    addRecentDocument() {},
    setPath: (name: string, path: string) => log.push(`${name} ${path}`),
    enableSandbox: () => log.push('sandbox'),
    requestSingleInstanceLock: (data: unknown) => {
      log.push(`lock ${JSON.stringify(data)}`)
      return true
    },
    quit: () => log.push('quit'),
    getVersion: () => '9.9.9',
    getAppPath: () => '/app',
    whenReady: () => whenReady,
  })

  class FakeContents extends EventEmitter {
    readonly mainFrame = { url: 'app://fewlabel/' }
    openHandler: Listener = () => undefined
    setWindowOpenHandler(handler: Listener) {
      this.openHandler = handler
    }
    getURL() {
      return this.mainFrame.url
    }
  }

  class FakeWindow extends EventEmitter {
    static fromWebContents(contents: unknown) {
      return windows.find((window) => window.webContents === contents) ?? null
    }
    readonly webContents = new FakeContents()
    readonly options: { webPreferences?: Record<string, unknown> }
    address = ''
    constructor(options: { webPreferences?: Record<string, unknown> }) {
      super()
      this.options = options
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    async loadURL(address: string) {
      this.address = address
    }
    isMinimized() {
      return false
    }
    focus() {}
    /** The answer to a page that opens a window. */
    opens(url: string) {
      return (this.webContents.openHandler as (details: { url: string }) => unknown)({ url })
    }
    /** Whether nobody prevents an event about an address. */
    allows(event: string, url: string) {
      let prevented = false
      this.webContents.emit(event, {
        url,
        preventDefault: () => {
          prevented = true
        },
      })
      return !prevented
    }
  }

  const keep = (name: string) => (handler: Listener) => {
    handlers[name] = handler
  }
  /** An engine that ends when it is asked to, and is otherwise silent. */
  class FakeChild extends EventEmitter {
    readonly pid = undefined
    readonly stderr = null
    postMessage(message: { type: string }) {
      if (message.type === 'shutdown') queueMicrotask(() => this.emit('exit', 0))
    }
  }

  const screenArea = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const module = {
    app,
    BrowserWindow: FakeWindow,
    Menu: { setApplicationMenu() {}, buildFromTemplate: () => ({}) },
    dialog: {
      showOpenDialog: async () => ({ canceled: false, filePaths: ['/chosen'] }),
      showMessageBox: async (_window: unknown, options: unknown) => {
        messages.push(options)
        return { response: 0 }
      },
    },
    ipcMain: {
      handle: (channel: string, listener: (event: unknown, input: unknown) => unknown) => {
        invocations.set(channel, listener)
      },
    },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: {
      registerSchemesAsPrivileged: ([{ scheme }]: { scheme: string }[]) => log.push(`scheme ${scheme}`),
      handle: (_scheme: string, handler: Listener) => keep('serve')(handler),
    },
    screen: { getPrimaryDisplay: () => screenArea, getAllDisplays: () => [screenArea] },
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        webRequest: { onBeforeRequest: keep('request') },
        setPermissionRequestHandler: keep('permission'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler() {},
        setDisplayMediaRequestHandler() {},
        setSpellCheckerEnabled() {},
      }),
    },
    utilityProcess: { fork: () => new FakeChild() },
  }

  const call = (name: string, ...args: unknown[]) =>
    (handlers[name] as (...args: unknown[]) => unknown)(...args)
  return {
    module,
    app,
    log,
    messages,
    windows,
    ready,
    serve: async (request: Request) => (await call('serve', request)) as Response,
    requestIsCancelled(url: string): boolean {
      let cancelled = false
      call('request', { url }, ({ cancel }: { cancel: boolean }) => {
        cancelled = cancel
      })
      return cancelled
    },
    isGranted(permission: string): { asked: boolean; checked: boolean } {
      let asked = false
      call('permission', windows[0].webContents, permission, (granted: boolean) => {
        asked = granted
      })
      return { asked, checked: call('check', null, permission, 'app://fewlabel/') as boolean }
    },
    /** Sends a message as the page at `url` does, from its main frame or from one inside it. */
    async invoke(channel: string, input: unknown, url = 'app://fewlabel/', frame: 'main' | 'frame' = 'main') {
      const sender = windows[0].webContents
      sender.mainFrame.url = url
      try {
        const senderFrame = frame === 'main' ? sender.mainFrame : { url }
        return await invocations.get(channel)?.({ sender, senderFrame }, input)
      } finally {
        sender.mainFrame.url = 'app://fewlabel/'
      }
    },
  }
}
