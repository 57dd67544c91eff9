import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright/test'
import { type Finding, isLoopback } from './finding.ts'
import { type NetLogRecord, readNetLog, wayOutProbe } from './net-log.ts'
import { SocketWatch } from './process-sockets.ts'

/** A Chromium whose every request, refused attempt and socket is written down. */
export class WatchedWindow {
  readonly #browser: Browser
  readonly #netLog: string
  readonly #watch: SocketWatch | null
  readonly #findings = new Map<string, Finding>()

  private constructor(browser: Browser, netLog: string) {
    this.#browser = browser
    this.#netLog = netLog
    // The browser is a child of this process.
    this.#watch = process.platform === 'linux' ? new SocketWatch(() => [process.pid]) : null
  }

  /** @param folder for the browser's log */
  static async start(folder: string): Promise<WatchedWindow> {
    const netLog = join(folder, 'net-log.json')
    const browser = await chromium.launch({
      executablePath: process.env.FEWLABEL_CHROMIUM || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // A browser runs errands of its own (updates, accounts, which forms it can fill in), and not all of them can be
        // switched off. As no name of a host can be looked up, none of them opens a socket; the log tells whose they are.
        '--disable-background-networking',
        '--disable-component-update',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        `--log-net-log=${netLog}`,
      ],
    })
    return new WatchedWindow(browser, netLog)
  }

  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    context.on('request', (request) => this.#note('asks for', request.url()))
    context.on('page', (page) => page.on('websocket', (socket) => this.#note('opens', socket.url())))
    await context.exposeFunction('noteRefusal', (what: string, where: string) =>
      this.#note(`was refused (${what})`, where),
    )
    await context.addInitScript(() => {
      window.localStorage.setItem('fewlabel.tour', 'seen')
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        const { noteRefusal } = window as unknown as { noteRefusal(what: string, where: string): void }
        noteRefusal(effectiveDirective, blockedURI)
      })
    })
    return context.newPage()
  }

  async stop(): Promise<NetLogRecord> {
    this.#watch?.look()
    // The log is whole once the browser has ended.
    await this.#browser.close()
    const seen = this.#watch?.stop().filter(({ where }) => where !== wayOutProbe) ?? []
    const log = readNetLog(this.#netLog)
    return { ...log, findings: [...this.#findings.values(), ...seen, ...log.findings] }
  }

  #note(what: string, where: string): void {
    const own =
      /^(?:blob|data|about):/.test(where) || (URL.canParse(where) && isLoopback(new URL(where).hostname))
    if (!own) this.#findings.set(`${what} ${where}`, { by: 'page', who: 'the window', what, where })
  }
}
