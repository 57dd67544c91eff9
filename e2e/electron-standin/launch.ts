import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Display } from 'electron'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { Link } from './link.ts'
import type { ProgramSide, ScreenSide } from './sides.ts'
import { WindowPage } from './window-page.ts'

export interface LaunchOptions {
  /** The built bundle of the main process. */
  main: string
  /** For the program, after its own name. */
  args?: string[]
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** Chromium's executable; Playwright's own where it is left out. */
  executablePath?: string
  /** As in an installed program; else as from sources. */
  packaged?: { appPath: string; resourcesPath: string }
  locale?: string
  viewport?: { width: number; height: number }
  /** Called when Chromium runs, before it loads anything. */
  prepare?: (context: BrowserContext) => Promise<unknown>
}

const leftDisplay = { x: 0, y: 0, width: 1920, height: 1080 }

/** A program under the stand-in: its process, and Chromium with its windows. */
export class StandIn {
  readonly process: ChildProcess
  /** What the program wrote, both streams. */
  output = ''
  readonly #options: LaunchOptions
  readonly #link: Link<ProgramSide>
  readonly #windows = new Map<number, WindowPage>()
  readonly #opened: ((page: Page) => void)[] = []
  #context: BrowserContext | null = null
  readonly #ended = Promise.withResolvers<number | null>()

  constructor(options: LaunchOptions) {
    this.#options = options
    const installation = {
      appPath: options.packaged?.appPath ?? folderWithManifest(dirname(options.main)),
      packaged: options.packaged !== undefined,
      resourcesPath: options.packaged?.resourcesPath ?? '',
      locale: options.locale ?? 'en-US',
    }
    const child = fork(options.main, options.args ?? [], {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), FEWLABEL_STANDIN: JSON.stringify(installation) },
      execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.process = child
    this.#link = new Link<ProgramSide>((message) => {
      if (child.connected) child.send(message as object, () => {})
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    }
    const screen = this.#screen()
    child.on('message', (message) => this.#link.receive(screen, message))
    child.once('exit', (code) => void this.#end(code))
  }

  /** Resolves when the program has ended and Chromium with it, to its exit code. */
  get ended(): Promise<number | null> {
    return this.#ended.promise
  }

  /** Of the windows that are open, in the order of their opening. */
  pages(): Page[] {
    return [...this.#windows.values()].map(({ page }) => page)
  }

  context(): BrowserContext {
    if (!this.#context) throw new Error('Chromium has not started yet')
    return this.#context
  }

  /** The first window, open or to come. */
  firstWindow(): Promise<Page> {
    const [page] = this.pages()
    if (page) return Promise.resolve(page)
    return Promise.race([
      new Promise<Page>((resolve) => this.#opened.push(resolve)),
      this.ended.then((code) => {
        throw new Error(`the program ended with code ${code} before it opened a window:\n${this.output}`)
      }),
    ])
  }

  /** As Playwright's ElectronApplication: runs a function in the main process with its `electron`. */
  evaluate<Result, Argument>(
    work: (electron: typeof Electron.CrossProcessExports, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return this.#link.ask('evaluate', work.toString(), argument) as Promise<Result>
  }

  /** As a frame inside the page would send it, which has no preload script to send it with. */
  invokeAsFrame(url: string, channel: string, ...args: unknown[]): Promise<unknown> {
    const [id] = this.#windows.keys()
    return this.#link.ask('invoke', id, { url, isMainFrame: false }, channel, args)
  }

  setDisplays(displays: Display[]): Promise<void> {
    return this.#link.ask('setDisplays', displays)
  }

  #screen(): ScreenSide {
    const windowOf = (id: number) => {
      const window = this.#windows.get(id)
      if (!window) throw new Error('the window is gone')
      return window
    }
    return {
      start: async (port, userData) => {
        const { executablePath, prepare, viewport = { width: 1280, height: 800 } } = this.#options
        const context = await chromium.launchPersistentContext(userData, {
          executablePath,
          viewport,
          acceptDownloads: true,
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            // Whatever name is looked up, it is the program that answers.
            `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
          ],
        })
        this.#context = context
        await prepare?.(context)
        return {
          chromium: context.browser()?.version() ?? '',
          displays: [displayAt(1, leftDisplay)],
          dark: false,
        }
      },
      openWindow: async (id, preload) => {
        const context = this.context()
        // Chromium starts with a page, which becomes the first window.
        const taken = this.pages()
        const page = context.pages().find((other) => !taken.includes(other)) ?? (await context.newPage())
        this.#windows.set(id, await WindowPage.open(id, context, page, preload, this.#link))
        for (const tell of this.#opened.splice(0)) tell(page)
      },
      load: (id, url) => windowOf(id).load(url),
      reload: (id) => windowOf(id).reload(),
      closeWindow: async (id, asks) => {
        const closed = (await this.#windows.get(id)?.close(asks)) ?? true
        if (closed) this.#windows.delete(id)
        return closed
      },
      focus: (id) => windowOf(id).page.bringToFront(),
      run: (id, code) => windowOf(id).page.evaluate(code),
      send: (id, channel, args) => windowOf(id).post({ kind: 'message', channel, args }),
      setColorScheme: async (scheme) => {
        for (const page of this.pages()) await page.emulateMedia({ colorScheme: scheme })
      },
      setPermissions: async (origin, granted) => {
        const [page] = this.context().pages()
        const session = await this.context().newCDPSession(page)
        for (const [name, isGranted] of Object.entries(granted)) {
          const setting = isGranted ? 'granted' : 'denied'
          await session.send('Browser.setPermission', { permission: { name }, setting, origin })
        }
        await session.detach()
      },
    }
  }

  async #end(code: number | null): Promise<void> {
    this.#link.end('the program has ended')
    this.#windows.clear()
    // Chromium ends with the program, however that ended.
    await this.#context?.close().catch(() => {})
    this.#ended.resolve(code)
  }
}

/** As `electron PATH`, on a machine without Electron's binary. */
export function launchStandIn(options: LaunchOptions): StandIn {
  return new StandIn(options)
}

export function displayAt(id: number, bounds: Display['bounds']): Display {
  return { id, bounds, workArea: bounds, scaleFactor: 1, label: `Display ${id}` } as Display
}

function folderWithManifest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderWithManifest(dirname(folder))
}
