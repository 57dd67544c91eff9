import type { IpcMainInvokeEvent, WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron'
import { app } from './app.ts'
import { screenLink } from './program.ts'
import { preventable, RefusingEmitter, refusing } from './refusal.ts'
import { defaultSession } from './session.ts'
import { fromWebUrl, type PageEvent, toWebUrl } from './sides.ts'

type Implemented =
  | 'closeDevTools'
  | 'executeJavaScript'
  | 'focus'
  | 'forcefullyCrashRenderer'
  | 'getTitle'
  | 'getURL'
  | 'getZoomLevel'
  | 'id'
  | 'ipc'
  | 'isDestroyed'
  | 'isDevToolsOpened'
  | 'isFocused'
  | 'isLoading'
  | 'mainFrame'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'session'
  | 'setWebRTCIPHandlingPolicy'
  | 'setWebRTCIPHandlingPolicy'
  | 'setWindowOpenHandler'
  | 'setZoomLevel'
  | (typeof editing)[number]

/** Commands of the edit menu, as the page knows them. */
const editing = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'delete'] as const

const events = [
  'before-input-event',
  'blur',
  'context-menu',
  'console-message',
  'destroyed',
  'did-attach-webview',
  'did-create-window',
  'did-fail-load',
  'did-finish-load',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-stop-loading',
  'dom-ready',
  'focus',
  'preload-error',
  'render-process-gone',
  'responsive',
  'select-bluetooth-device',
  'select-bluetooth-device',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
  'zoom-changed',
]

/** The page of a window, seen from the program. */
export class WebContentsStandIn
  extends RefusingEmitter
  implements Pick<WebContents, Exclude<Implemented, 'ipc'>>
{
  readonly id: number
  readonly session = defaultSession as unknown as WebContents['session']
  readonly mainFrame: WebFrameMain
  _url = ''
  _loading = false
  _destroyed = false
  _devTools = false
  _zoom = 0
  _webRtcPolicy = 'default'
  _openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' })

  constructor(id: number) {
    super('WebContents', events)
    this.id = id
    const contents = this
    this.mainFrame = refusing('WebFrameMain', {
      get url() {
        return contents._url
      },
      get origin() {
        return new URL(contents._url).origin
      },
      parent: null,
      routingId: 1,
      processId: id,
      isDestroyed: () => this._destroyed,
    }) as unknown as WebFrameMain
  }

  getURL(): string {
    return this._url
  }

  getTitle(): string {
    return 'Fewlabel'
  }

  isDestroyed(): boolean {
    return this._destroyed
  }

  isLoading(): boolean {
    return this._loading
  }

  isFocused(): boolean {
    return !this._destroyed
  }

  focus(): void {
    screenLink.tell('focus', this.id)
  }

  reload(): void {
    screenLink.tell('reload', this.id)
  }

  send(channel: string, ...args: unknown[]): void {
    screenLink.tell('send', this.id, channel, args)
  }

  executeJavaScript(code: string): Promise<unknown> {
    return screenLink.ask('run', this.id, code)
  }

  forcefullyCrashRenderer(): void {
    this._pageEvent('render-process-gone', this._url)
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this._openHandler = handler
  }

  setWebRTCIPHandlingPolicy(policy: Parameters<WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this._webRtcPolicy = policy
  }

  openDevTools(): void {
    this._devTools = true
  }

  closeDevTools(): void {
    this._devTools = false
  }

  isDevToolsOpened(): boolean {
    return this._devTools
  }

  getZoomLevel(): number {
    return this._zoom
  }

  setZoomLevel(level: number): void {
    this._zoom = level
  }

  undo(): void {
    this._edit('undo')
  }

  redo(): void {
    this._edit('redo')
  }

  cut(): void {
    this._edit('cut')
  }

  copy(): void {
    this._edit('copy')
  }

  paste(): void {
    this._edit('paste')
  }

  delete(): void {
    this._edit('delete')
  }

  selectAll(): void {
    this._edit('selectAll')
  }

  _edit(command: (typeof editing)[number]): void {
    void this.executeJavaScript(`document.execCommand(${JSON.stringify(command)})`)
  }

  /** @returns whether the page may go there */
  _mayNavigate(url: string, isMainFrame: boolean): boolean {
    const details = {
      url: fromWebUrl(url),
      isMainFrame,
      isSameDocument: false,
      frame: this.mainFrame,
      initiator: null,
    }
    const anyFrame = this._ask('will-frame-navigate', details)
    return (!isMainFrame || this._ask('will-navigate', details, details.url, false, true)) && anyFrame
  }

  _openedByPage(url: string, frameName: string, features: string): WindowOpenHandlerResponse['action'] {
    const referrer = { url: this._url, policy: 'no-referrer' as const }
    const disposition = 'foreground-tab' as const
    return this._openHandler({ url: fromWebUrl(url), frameName, features, disposition, referrer }).action
  }

  _pageEvent(event: PageEvent, url: string): void {
    if (url) this._url = fromWebUrl(url)
    if (event === 'did-start-loading') this._loading = true
    // Also after going to another place of the same document.
    if (event === 'did-stop-loading') this._loading = false
    if (event === 'ready-to-show') return
    if (event === 'render-process-gone') {
      const details = { reason: 'crashed', exitCode: 139 }
      this.emit('render-process-gone', preventable({}), details)
      app.emit('render-process-gone', preventable({}), this, details)
      return
    }
    this.emit(event, preventable({}), ...(event.startsWith('did-navigate') ? [this._url, 200, 'OK'] : []))
  }

  _load(url: string): Promise<void> {
    this._url = url
    return screenLink.ask('load', this.id, toWebUrl(url)).catch((error: Error) => {
      if (!this._destroyed) this.emit('did-fail-load', preventable({}), -2, error.message, url, true, 1, 1)
      throw error
    })
  }

  _destroy(): void {
    this._destroyed = true
    this.emit('destroyed')
  }

  /** The frame that a message came from: the main one, or one inside it. */
  _frame(url: string, isMainFrame: boolean): IpcMainInvokeEvent['senderFrame'] {
    if (isMainFrame) return this.mainFrame
    return refusing('WebFrameMain', {
      url: fromWebUrl(url),
      parent: this.mainFrame,
      top: this.mainFrame,
    }) as never
  }
}
