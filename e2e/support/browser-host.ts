import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright/test'
import {
  chromiumArguments,
  chromiumPath,
  type Host,
  type Preparation,
  skipTour,
  viewport,
} from './host-shape.ts'
import { tabTo } from './keyboard.ts'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))

/** The browser shell: the host is a process of its own, and the page outlives it. */
export class BrowserHost implements Host {
  readonly shell = 'browser'
  readonly home: string
  readonly #preparations: Preparation[] = [(context) => context.addInitScript(skipTour)]
  #process: ChildProcess | null = null
  #browser: Browser | null = null
  #page: Page | null = null

  constructor(home: string) {
    this.home = home
  }

  prepare(preparation: Preparation): void {
    this.#preparations.push(preparation)
  }

  async open(project?: string): Promise<Page> {
    const url = await this.#start(project)
    this.#page ??= await this.#newPage()
    await this.#page.goto(url)
    return this.#page
  }

  kill(): Promise<void> {
    return this.#endProcess('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#endProcess('SIGTERM')
  }

  async chooseFile(page: Page, openDialog: () => Promise<void>, path: string): Promise<void> {
    await openDialog()
    await tabTo(page, page.getByRole('dialog').getByRole('textbox').first())
    await page.keyboard.press('Control+a')
    await page.keyboard.type(path)
    await page.keyboard.press('Enter')
    // The dialog is left, or it has gone to the file and waits for a second Enter.
    const choose = page.getByRole('button', { name: 'Choose', exact: true })
    await choose.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => page.keyboard.press('Enter'))
  }

  async end(): Promise<void> {
    await this.stop()
    await this.#browser?.close()
  }

  async #newPage(): Promise<Page> {
    this.#browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments })
    const context = await this.#browser.newContext({ viewport })
    for (const preparation of this.#preparations) await preparation(context)
    return context.newPage()
  }

  /** @returns the address with its one-time token */
  #start(project?: string): Promise<string> {
    const args = [cli, 'serve', ...(project ? [project] : []), '--no-open', '--port', '0']
    const child = spawn(process.execPath, args, { env: { ...process.env, FEWLABEL_HOME: this.home } })
    this.#process = child
    let said = ''
    return new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString()
        const url = /http:\/\/127\.0\.0\.1:\d+\/enter\?token=\S+/.exec(said)?.[0]
        if (url) resolve(url)
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (code) => reject(new Error(`the host ended with code ${code}:\n${said}`)))
    })
  }

  async #endProcess(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}
