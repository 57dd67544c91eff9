import type { Display } from 'electron'

/*
 * The stand-in is two processes, as Electron is: the program's own (the "main process", a Node that runs the built
 * bundle) and the one that drives Chromium for it. These are the questions they put to each other.
 */

export interface ScreenFacts {
  /** Chromium's version. */
  chromium: string
  /** The primary one first. */
  displays: Display[]
  /** Whether the system asks for dark windows. */
  dark: boolean
}

export interface SentFrom {
  url: string
  isMainFrame: boolean
}

/** Answered by the process that drives Chromium. */
export interface ScreenSide {
  /** Starts Chromium, which finds every host at the program's port. */
  start(port: number, userData: string): Promise<ScreenFacts>
  openWindow(id: number, preload: string | null): Promise<void>
  load(id: number, url: string): Promise<void>
  reload(id: number): Promise<void>
  /** With `asks`, the page may object (`beforeunload`). Whether it is closed. */
  closeWindow(id: number, asks: boolean): Promise<boolean>
  focus(id: number): Promise<void>
  run(id: number, code: string): Promise<unknown>
  /** A message to the preload script. */
  send(id: number, channel: string, args: unknown[]): Promise<void>
  /** Null: as the system has it. */
  setColorScheme(scheme: 'light' | 'dark' | null): Promise<void>
  setPermissions(origin: string, granted: Record<string, boolean>): Promise<void>
}

/** Answered by the program's process. */
export interface ProgramSide {
  windowEvent(id: number, event: PageEvent, url: string): void
  windowClosed(id: number): void
  mayNavigate(id: number, url: string, isMainFrame: boolean): boolean
  mayRequest(url: string, resourceType: string): Promise<boolean>
  openedByPage(id: number, url: string, frameName: string, features: string): 'allow' | 'deny'
  /** The page objects to being left; whether it is left all the same. */
  mayUnload(id: number): boolean
  mayDownload(id: number, url: string, filename: string): boolean
  invoke(id: number, from: SentFrom, channel: string, args: unknown[]): Promise<unknown>
  sent(id: number, from: SentFrom, channel: string, args: unknown[]): void
  /** Runs a function, given as text, with the program's `electron` and an argument, as Playwright does with Electron's. */
  evaluate(source: string, argument: unknown): Promise<unknown>
  /** The displays changed. */
  setDisplays(displays: Display[]): void
}

export type PageEvent =
  | 'did-start-loading'
  | 'did-stop-loading'
  | 'dom-ready'
  | 'did-finish-load'
  | 'did-fail-load'
  | 'did-navigate'
  | 'did-navigate-in-page'
  | 'ready-to-show'
  | 'render-process-gone'

/** Chromium knows no `app:`; it sees `app://host/path` as `http://host.app.localhost/path`, a trustworthy origin too. */
export function toWebUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+-]*):\/\/([^/?#]+)/i, (whole, scheme: string, host: string) =>
    ['http', 'https', 'file', 'ws', 'wss', 'devtools', 'chrome'].includes(scheme)
      ? whole
      : `http://${host}.${scheme}.localhost`,
  )
}

/** The address as the program is to see it. */
export function fromWebUrl(url: string): string {
  return url.replace(/^(blob:)?http:\/\/([^/?#:]+)\.([a-z][a-z0-9+-]*)\.localhost/i, '$1$3://$2')
}
