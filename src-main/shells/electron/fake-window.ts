import { EventEmitter } from 'node:events'
import { refusing } from './fake-refusal.ts'

/** The page of a window, as far as the main process talks to it. */
export class FakeContents extends EventEmitter {
  readonly mainFrame = { url: 'app://fewlabel/' }
  /** What was sent to the page. */
  readonly sent: unknown[][] = []
  webRtc = ''
  openHandler: (details: { url: string }) => unknown = () => undefined

  setWindowOpenHandler(handler: FakeContents['openHandler']) {
    this.openHandler = handler
  }
  setWebRTCIPHandlingPolicy(policy: string) {
    this.webRtc = policy
  }
  getURL() {
    return this.mainFrame.url
  }
  send(...message: unknown[]) {
    this.sent.push(message)
  }
}

export interface FakeWindowOptions {
  x: number
  y: number
  width: number
  height: number
  backgroundColor: string
  webPreferences: Record<string, unknown>
}

/** A window that keeps what is done to it; its events are emitted by the test. */
export class FakeWindow extends EventEmitter {
  readonly webContents: FakeContents
  readonly options: FakeWindowOptions
  /** What was done, in order. */
  readonly log: string[] = []
  address = ''
  background: string
  bounds: { x: number; y: number; width: number; height: number }
  maximized = false
  minimized = false
  fullScreen = false
  focused = true
  destroyed = false
  progress: { value: number; mode?: string } = { value: -1 }
  flashing = false
  representedFile = ''
  reloads = 0

  constructor(options: FakeWindowOptions) {
    super()
    this.options = options
    this.background = options.backgroundColor
    const { x, y, width, height } = options
    this.bounds = { x, y, width, height }
    this.webContents = refusing('webContents', new FakeContents())
  }
  async loadURL(address: string) {
    this.address = address
  }
  getBounds() {
    return this.minimized ? { ...this.bounds, x: -32000, y: -32000 } : this.bounds
  }
  getNormalBounds() {
    return this.bounds
  }
  setBounds(bounds: FakeWindow['bounds']) {
    this.bounds = bounds
  }
  setBackgroundColor(colour: string) {
    this.background = colour
  }
  setProgressBar(value: number, { mode }: { mode?: string } = {}) {
    this.progress = { value, mode }
  }
  setRepresentedFilename(path: string) {
    this.representedFile = path
  }
  flashFrame(flashing: boolean) {
    this.flashing = flashing
  }
  isMaximized() {
    return this.maximized
  }
  isFullScreen() {
    return this.fullScreen
  }
  isMinimized() {
    return this.minimized
  }
  isFocused() {
    return this.focused
  }
  isDestroyed() {
    return this.destroyed
  }
  maximize() {
    this.log.push('maximize')
  }
  setFullScreen() {
    this.log.push('full screen')
  }
  show() {
    this.log.push('show')
  }
  focus() {
    this.log.push('focus')
  }
  reload() {
    this.reloads++
  }
  /** As a person does; whether it closed. */
  close(): boolean {
    if (!allows(this, 'close', {})) return false
    this.destroyed = true
    this.emit('closed')
    return true
  }

  /** The answer to a page that opens a window. */
  opens(url: string) {
    return this.webContents.openHandler({ url })
  }
  /** Whether nobody prevents an event of the page about an address. */
  allows(event: string, url: string) {
    return allows(this.webContents, event, { url })
  }
}

/** Whether nobody prevents an event. */
export function allows(emitter: EventEmitter, event: string, about: object, ...values: unknown[]): boolean {
  let allowed = true
  const preventDefault = () => {
    allowed = false
  }
  emitter.emit(event, { ...about, preventDefault }, ...values)
  return allowed
}
