import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron'
import { refusing } from './fake-refusal.ts'
import { FakeWindow, type FakeWindowOptions } from './fake-window.ts'

type Listener = (...values: never[]) => unknown

/** A stand-in for the parts of `electron` that the main process uses, with handles for tests to pull. */
export function createFakeElectron() {
  /** What happened, in order. */
  const log: string[] = []
  const switches = new Map<string, string | undefined>()
  const messages: MessageBoxOptions[] = []
  /** Buttons to press on the messages to come; the first where none is left. */
  const answers: number[] = []
  const windows: FakeWindow[] = []
  const notifications: FakeNotification[] = []
  const invocations = new Map<string, (event: unknown, input: unknown) => unknown>()
  const handlers: Record<string, Listener> = {}
  const state = { badge: 0, awake: 0, menu: [] as MenuItemConstructorOptions[], recent: [] as string[] }
  const keep = (name: string) => (handler: Listener) => {
    handlers[name] = handler
  }
  const answer = (options: MessageBoxOptions) => {
    messages.push(options)
    return answers.shift() ?? 0
  }
  let ready = () => {}
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve
  })
  let isReady = false

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: {
      appendSwitch: (name: string, value?: string) => switches.set(name, value),
      hasSwitch: (name: string) => switches.has(name),
    },
    setName() {},
    setAppUserModelId() {},
    setAboutPanelOptions() {},
    addRecentDocument: (path: string) => state.recent.push(path),
    setBadgeCount: (count: number) => {
      state.badge = count
      return true
    },
    setPath: (name: string, path: string) => log.push(`${name} ${path}`),
    getPath: (name: string) => `/${name}`,
    getLocale: () => 'en-GB',
    enableSandbox: () => log.push('sandbox'),
    configureHostResolver: (options: object) => log.push(`resolver ${JSON.stringify(options)}`),
    requestSingleInstanceLock: (data: unknown) => {
      log.push(`lock ${JSON.stringify(data)}`)
      return true
    },
    quit: () => log.push('quit'),
    relaunch: ({ args }: { args: string[] }) => log.push(`again ${args.join(' ')}`),
    exit: (code: number) => log.push(`exit ${code}`),
    getVersion: () => '9.9.9',
    getAppPath: () => '/app',
    whenReady: () => whenReady,
    isReady: () => isReady,
  })

  class FakeBrowserWindow extends FakeWindow {
    static fromWebContents(contents: unknown) {
      return windows.find((window) => window.webContents === contents) ?? null
    }
    constructor(options: FakeWindowOptions) {
      super(options)
      // biome-ignore lint/correctness/noConstructorReturn: what the program holds must be what refuses.
      return register(refusing('BrowserWindow', this))
    }
  }
  function register(window: FakeBrowserWindow) {
    windows.push(window)
    app.emit('web-contents-created', {}, window.webContents)
    return window
  }

  class FakeNotification extends EventEmitter {
    static isSupported = () => true
    readonly options: { title: string; body: string }
    closed = false
    constructor(options: { title: string; body: string }) {
      super()
      this.options = options
      notifications.push(this)
    }
    show() {}
    close() {
      this.closed = true
    }
  }

  /** A program of ours that ends when it is asked to, and is otherwise silent. */
  class FakeChild extends EventEmitter {
    readonly pid = undefined
    readonly stderr = null
    postMessage(message: { type: string }) {
      if (message.type === 'shutdown') queueMicrotask(() => this.emit('exit', 0))
    }
  }

  const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const screen = Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
  })
  const powerMonitor = new EventEmitter()
  const theme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false })
  const createSession = () =>
    refusing(
      'session',
      Object.assign(new EventEmitter(), {
        webRequest: { onBeforeRequest: keep('request') },
        setCertificateVerifyProc: keep('certificate'),
        setPermissionRequestHandler: keep('permission'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        setUSBProtectedClassesHandler: keep('usb'),
        setBluetoothPairingHandler: keep('bluetooth'),
        setDisplayMediaRequestHandler: keep('display'),
        setSpellCheckerEnabled: (on: boolean) => log.push(`spelling ${on}`),
        setSpellCheckerDictionaryDownloadURL: (url: string) => log.push(`dictionaries ${url}`),
        setProxy: async (config: object) => void log.push(`proxy ${JSON.stringify(config)}`),
      }),
    )
  const defaultSession = createSession()

  const parts = {
    app,
    BrowserWindow: FakeBrowserWindow,
    Menu: {
      setApplicationMenu: ({ template }: { template: MenuItemConstructorOptions[] }) => {
        state.menu = template
      },
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({ template }),
    },
    Notification: FakeNotification,
    crashReporter: { start: (options: object) => log.push(`crashes ${JSON.stringify(options)}`) },
    dialog: {
      showOpenDialog: async () => ({ canceled: false, filePaths: ['/chosen'] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showErrorBox: (title: string) => log.push(`error box ${title}`),
      showMessageBox: async (...given: unknown[]) => ({
        response: answer(given.at(-1) as MessageBoxOptions),
      }),
      showMessageBoxSync: (_window: unknown, options: MessageBoxOptions) => answer(options),
    },
    ipcMain: {
      handle: (channel: string, listener: (event: unknown, input: unknown) => unknown) => {
        invocations.set(channel, listener)
      },
    },
    nativeTheme: theme,
    powerMonitor,
    powerSaveBlocker: {
      start: (type: string) => {
        log.push(`awake ${type}`)
        state.awake++
        return 7
      },
      stop: () => {
        state.awake--
        return true
      },
    },
    protocol: {
      registerSchemesAsPrivileged: ([{ scheme }]: { scheme: string }[]) => log.push(`scheme ${scheme}`),
      handle: (_scheme: string, handler: Listener) => keep('serve')(handler),
    },
    screen,
    session: { defaultSession },
    shell: {
      openPath: async (path: string) => {
        log.push(`show ${path}`)
        return ''
      },
      openExternal: async (url: string) => void log.push(`browser ${url}`),
    },
    utilityProcess: { fork: () => new FakeChild() },
  }
  const module = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      typeof part === 'function' ? part : refusing(name, part),
    ]),
  )

  const call = (name: string, ...values: unknown[]) =>
    (handlers[name] as (...values: unknown[]) => unknown)(...values)
  return {
    module,
    app,
    log,
    switches,
    messages,
    answers,
    windows,
    notifications,
    state,
    theme,
    display,
    screen,
    powerMonitor,
    defaultSession,
    createSession,
    call,
    ready: () => {
      isReady = true
      ready()
    },
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
    /** Chooses an item of the menus by its id. */
    click(id: string): void {
      const item = this.item(id)
      if (!item?.click) throw new Error(`the menus have no ${id} to choose`)
      ;(item.click as unknown as () => void)()
    },
    /** The item of the menus with an id, wherever it stands. */
    item(id: string, items = state.menu): MenuItemConstructorOptions | undefined {
      for (const entry of items) {
        if (entry.id === id) return entry
        const within = Array.isArray(entry.submenu) ? this.item(id, entry.submenu) : undefined
        if (within) return within
      }
      return undefined
    },
  }
}
