import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  AboutPanelOptionsOptions,
  App,
  ConfigureHostResolverOptions,
  JumpListCategory,
  RelaunchOptions,
  Task,
} from 'electron'
import { type AppMembers, appEvents } from './app-surface.ts'
import { installation } from './program.ts'
import { preventable, RefusingEmitter, refusing } from './refusal.ts'
import { releaseLock, takeLock } from './single-instance.ts'

/** What `app` has to know of windows. */
export interface OpenWindows {
  readonly count: number
  /** Asks each to close; whether all have. */
  closeAll(): Promise<boolean>
  destroyAll(): void
}

/** The life of the program: its names and folders, ready, and the order in which it ends. */
class AppStandIn extends RefusingEmitter implements Pick<App, AppMembers> {
  readonly isPackaged = installation.packaged
  /** macOS only; undefined elsewhere, as in Electron. */
  readonly dock: undefined = undefined
  badgeCount = 0
  readonly commandLine = refusing('CommandLine', {
    _switches: new Map<string, string>(),
    appendSwitch(name: string, value = '') {
      this._switches.set(name, value)
    },
    appendArgument(_value: string) {},
    hasSwitch(name: string) {
      return this._switches.has(name)
    },
    getSwitchValue(name: string) {
      return this._switches.get(name) ?? ''
    },
    removeSwitch(name: string) {
      this._switches.delete(name)
    },
  })
  readonly _paths = new Map<string, string>()
  readonly _recentDocuments: string[] = []
  readonly _relaunches: RelaunchOptions[] = []
  _manifest: { name?: string; productName?: string; version?: string } = readManifest()
  _name = this._manifest.productName ?? this._manifest.name ?? 'Electron'
  _about: AboutPanelOptionsOptions = {}
  _hostResolver: ConfigureHostResolverOptions = {}
  _aboutShown = 0
  _windows: OpenWindows = { count: 0, closeAll: async () => true, destroyAll() {} }
  _hasLock = false
  _isReady = false
  _isQuitting = false
  _isStarting = false
  /** Starts Chromium; set where the process is set up. */
  _prepare: () => Promise<void> = async () => {}
  readonly _ready = Promise.withResolvers<void>()

  constructor() {
    super('App', appEvents)
  }

  get name(): string {
    return this._name
  }

  set name(name: string) {
    this._name = name
  }

  getName(): string {
    return this._name
  }

  setName(name: string): void {
    this._name = name
  }

  getVersion(): string {
    return this._manifest.version ?? ''
  }

  getAppPath(): string {
    return installation.appPath
  }

  getLocale(): string {
    return installation.locale
  }

  getSystemLocale(): string {
    return installation.locale
  }

  getPreferredSystemLanguages(): string[] {
    return [installation.locale]
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const set = this._paths.get(name)
    if (set !== undefined) return set
    const appData = process.env.XDG_CONFIG_HOME || join(homedir(), '.config')
    const userData = () => this.getPath('userData')
    const defaults: Partial<Record<typeof name, () => string>> = {
      home: homedir,
      appData: () => appData,
      userData: () => join(appData, this._name),
      sessionData: userData,
      temp: tmpdir,
      logs: () => join(userData(), 'logs'),
      crashDumps: () => join(userData(), 'Crashpad'),
      exe: () => process.execPath,
      desktop: () => join(homedir(), 'Desktop'),
      documents: () => join(homedir(), 'Documents'),
      downloads: () => join(homedir(), 'Downloads'),
    }
    const path = defaults[name]?.()
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  setPath(name: string, path: string): void {
    this._paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this._paths.set('logs', path)
  }

  setAppUserModelId(_id: string): void {}

  disableHardwareAcceleration(): void {
    this._onlyBeforeReady('disableHardwareAcceleration')
  }

  configureHostResolver(options: ConfigureHostResolverOptions): void {
    if (!this.isReady()) throw new Error('configureHostResolver cannot be called before the app is ready')
    this._hostResolver = options
  }

  enableSandbox(): void {
    this._onlyBeforeReady('enableSandbox')
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const mine = {
      argv: process.argv,
      workingDirectory: process.cwd(),
      additionalData: additionalData ?? null,
    }
    this._hasLock = takeLock(this.getPath('userData'), mine, ({ argv, workingDirectory, additionalData }) => {
      this.emit('second-instance', preventable({}), argv, workingDirectory, additionalData)
    })
    if (this._hasLock) this._start()
    return this._hasLock
  }

  hasSingleInstanceLock(): boolean {
    return this._hasLock
  }

  releaseSingleInstanceLock(): void {
    if (this._hasLock) releaseLock(this.getPath('userData'))
    this._hasLock = false
  }

  isReady(): boolean {
    return this._isReady
  }

  whenReady(): Promise<void> {
    this._start()
    return this._ready.promise
  }

  focus(): void {}

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  getBadgeCount(): number {
    return this.badgeCount
  }

  setJumpList(_categories: JumpListCategory[] | null): ReturnType<App['setJumpList']> {
    return 'ok'
  }

  setUserTasks(_tasks: Task[]): boolean {
    return true
  }

  addRecentDocument(path: string): void {
    this._recentDocuments.unshift(path)
  }

  clearRecentDocuments(): void {
    this._recentDocuments.length = 0
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    this._about = options
  }

  showAboutPanel(): void {
    this._aboutShown++
  }

  /**
   * As documented: `before-quit`, then every window is asked to close, then `will-quit`, then `quit`; who prevents one
   * of them ends it there. `window-all-closed` does not come on this way.
   */
  quit(): void {
    // Later, as Electron does: the caller's own work is done first.
    setImmediate(async () => {
      if (this._isQuitting) return
      this._isQuitting = true
      const goesOn = this._ask('before-quit') && (await this._windows.closeAll()) && this._ask('will-quit')
      this._isQuitting = false
      if (goesOn) this._end(0)
    })
  }

  /** Kept and not done: nobody would own the program that is started once this one is gone. */
  relaunch(options: RelaunchOptions = {}): void {
    this._relaunches.push(options)
  }

  exit(code = 0): void {
    this._end(code)
  }

  _end(code: number): void {
    this._isQuitting = true
    this._windows.destroyAll()
    this.emit('quit', preventable({}), code)
    this.releaseSingleInstanceLock()
    process.exit(code)
  }

  /** The last window was closed by a person. */
  _allClosed(): void {
    if (this._isQuitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  _start(): void {
    if (this._isStarting) return
    this._isStarting = true
    setImmediate(async () => {
      try {
        await this._prepare()
      } catch (error) {
        console.error(error)
        process.exit(1)
      }
      this.emit('will-finish-launching')
      this._isReady = true
      this.emit('ready', preventable({}), {})
      this._ready.resolve()
    })
  }

  _onlyBeforeReady(name: string): void {
    if (this._isReady) throw new Error(`app.${name}() can only be called before app is ready`)
  }
}

function readManifest() {
  return JSON.parse(readFileSync(join(installation.appPath, 'package.json'), 'utf8'))
}

export const app = new AppStandIn()
