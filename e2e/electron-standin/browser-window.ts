import { readFileSync } from 'node:fs'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron'
import { app } from './app.ts'
import { screenLink } from './program.ts'
import { preventable, RefusingEmitter, refuseOptions } from './refusal.ts'
import { defaultSession } from './session.ts'
import { type PageEvent, toWebUrl } from './sides.ts'
import { WebContentsStandIn } from './web-contents.ts'
import { pagePreferences, windowEvents, windowOptions } from './window-surface.ts'

const open = new Map<number, BrowserWindowStandIn>()
let next = 1

type Implemented = Exclude<
  keyof typeof BrowserWindowStandIn.prototype,
  keyof RefusingEmitter | `_${string}` | 'webContents'
>

/** A window: its place and state are kept here, its page is one of Chromium's. */
export class BrowserWindowStandIn extends RefusingEmitter {
  readonly id: number
  readonly webContents: WebContentsStandIn
  readonly _options: BrowserWindowConstructorOptions
  _bounds: Rectangle
  _visible: boolean
  _focused = false
  _maximized = false
  _minimized = false
  _fullScreen = false
  _destroyed = false
  _closed = false
  _opened: Promise<void>
  _title: string
  _background: string
  _progress = -1
  _flashing = false
  _representedFile = ''
  _edited = false
  _painted = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', windowEvents)
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    refuseOptions('BrowserWindowConstructorOptions', options, windowOptions)
    refuseOptions('WebPreferences', options.webPreferences ?? {}, pagePreferences)
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options
    if (
      webPreferences.contextIsolation === false ||
      webPreferences.sandbox === false ||
      webPreferences.nodeIntegration
    )
      throw new Error('The stand-in has only windows that are sandboxed, isolated and without Node.')
    this.id = next++
    this._options = options
    this._bounds = { x, y, width, height }
    this._visible = show
    this._fullScreen = options.fullscreen === true
    this._title = options.title ?? app.getName()
    this._background = options.backgroundColor ?? '#ffffff'
    this.webContents = new WebContentsStandIn(this.id)
    open.set(this.id, this)
    const { preload } = webPreferences
    this._opened = screenLink.ask('openWindow', this.id, preload ? readFileSync(preload, 'utf8') : null)
    this._opened.catch((error: unknown) => console.error('BrowserWindow:', error))
    app.emit('web-contents-created', preventable({}), this.webContents)
    app.emit('browser-window-created', preventable({}), this)
    if (show) this.focus()
  }

  static getAllWindows(): BrowserWindowStandIn[] {
    return [...open.values()]
  }

  static getFocusedWindow(): BrowserWindowStandIn | null {
    return [...open.values()].find((window) => window._focused) ?? null
  }

  static fromWebContents(contents: WebContents | WebContentsStandIn): BrowserWindowStandIn | null {
    return [...open.values()].find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindowStandIn | null {
    return open.get(id) ?? null
  }

  async loadURL(url: string): Promise<void> {
    await this._opened
    const origin = new URL(url)
    const own = `${origin.protocol}//${origin.host}`
    await defaultSession._grant(this.webContents, own, new URL(toWebUrl(url)).origin)
    await this.webContents._load(url)
  }

  reload(): void {
    this.webContents.reload()
  }

  close(): void {
    void this._close()
  }

  /** @returns whether it is closed: both a listener and the page itself can prevent that */
  async _close(): Promise<boolean> {
    if (this._destroyed) return true
    if (!this._ask('close')) return false
    await this._opened
    const closed = await screenLink.ask('closeWindow', this.id, true)
    if (closed) this._gone()
    return closed
  }

  destroy(): void {
    if (this._destroyed) return
    screenLink.tell('closeWindow', this.id, false)
    this._gone()
  }

  /** The page is gone, whoever closed it. */
  _gone(): void {
    if (this._destroyed) return
    this._destroyed = true
    this._visible = false
    this._focused = false
    open.delete(this.id)
    this.webContents._destroy()
    this.emit('closed')
    if (open.size === 0) app._allClosed()
  }

  isDestroyed(): boolean {
    return this._destroyed
  }

  show(): void {
    const wasVisible = this._visible
    this._visible = true
    if (!wasVisible) this.emit('show')
    this.focus()
  }

  showInactive(): void {
    this._visible = true
    this.emit('show')
  }

  hide(): void {
    this._visible = false
    this.emit('hide')
    this.blur()
  }

  isVisible(): boolean {
    return this._visible
  }

  focus(): void {
    if (this._focused) return
    this._focused = true
    this._flashing = false
    screenLink.tell('focus', this.id)
    this.emit('focus', preventable({}))
    app.emit('browser-window-focus', preventable({}), this)
  }

  blur(): void {
    if (!this._focused) return
    this._focused = false
    this.emit('blur', preventable({}))
    app.emit('browser-window-blur', preventable({}), this)
  }

  isFocused(): boolean {
    return this._focused
  }

  maximize(): void {
    this._maximized = true
    this.emit('maximize')
  }

  unmaximize(): void {
    this._maximized = false
    this.emit('unmaximize')
  }

  isMaximized(): boolean {
    return this._maximized
  }

  minimize(): void {
    this._minimized = true
    this.emit('minimize')
    this.blur()
  }

  restore(): void {
    this._minimized = false
    this.emit('restore')
  }

  isMinimized(): boolean {
    return this._minimized
  }

  setFullScreen(flag: boolean): void {
    this._fullScreen = flag
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen(): boolean {
    return this._fullScreen
  }

  getBounds(): Rectangle {
    return { ...this._bounds }
  }

  getNormalBounds(): Rectangle {
    return { ...this._bounds }
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this._bounds
    this._bounds = { ...before, ...bounds }
    const { x, y, width, height } = this._bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width !== before.width || height !== before.height) this.emit('resize')
  }

  setTitle(title: string): void {
    this._title = title
  }

  getTitle(): string {
    return this._title
  }

  setBackgroundColor(color: string): void {
    this._background = color
  }

  getBackgroundColor(): string {
    return this._background
  }

  setProgressBar(progress: number, _options?: object): void {
    this._progress = progress
  }

  flashFrame(flag: boolean): void {
    this._flashing = flag
  }

  setOverlayIcon(_overlay: unknown, _description: string): void {}

  setRepresentedFilename(path: string): void {
    this._representedFile = path
  }

  getRepresentedFilename(): string {
    return this._representedFile
  }

  setDocumentEdited(edited: boolean): void {
    this._edited = edited
  }

  isDocumentEdited(): boolean {
    return this._edited
  }

  setMenuBarVisibility(_visible: boolean): void {}

  _pageEvent(event: PageEvent, url: string): void {
    this.webContents._pageEvent(event, url)
    if (event !== 'ready-to-show' || this._painted) return
    this._painted = true
    this.emit('ready-to-show')
  }
}

// Everything above is Electron's own, with its parameters and results.
type Declared = Pick<BrowserWindow, Implemented & keyof BrowserWindow>
void ((window: BrowserWindowStandIn): Declared => window)

app._windows = {
  get count() {
    return open.size
  },
  async closeAll() {
    for (const window of [...open.values()]) if (!(await window._close())) return false
    return true
  },
  destroyAll() {
    for (const window of [...open.values()]) window.destroy()
  },
}
