import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from 'playwright/test'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))

/** The built program, serving its window, with a home folder of its own. */
export class Host {
  readonly home: string
  #process: ChildProcess | null = null
  #url = ''

  constructor(home: string) {
    this.home = home
  }

  get url(): string {
    return this.#url
  }

  /** Starts it, with a project or on the start screen; resolves when it serves. */
  async start(project?: string): Promise<void> {
    const args = [cli, 'serve', ...(project ? [project] : []), '--no-open', '--port', '0']
    const child = spawn(process.execPath, args, { env: { ...process.env, FEWLABEL_HOME: this.home } })
    this.#process = child
    let said = ''
    this.#url = await new Promise<string>((resolve, reject) => {
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

  /** As when the power goes: no chance to tidy up. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

/** A host per test, stopped and cleaned up afterwards; its pages begin without the tour. */
export const test = base.extend<{ host: Host }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  host: async ({}, use) => {
    const host = new Host(mkdtempSync(join(tmpdir(), 'fewlabel-e2e-')))
    await use(host)
    await host.stop()
    rmSync(host.home, { recursive: true, force: true })
  },
  context: async ({ context }, use) => {
    await context.addInitScript(skipTour)
    await use(context)
  },
})

/** Run in a page before its own scripts: whoever works here has seen the tour. */
function skipTour(): void {
  window.localStorage.setItem('fewlabel.tour', 'seen')
}

/** Has the host do something, as the window does. */
export async function tell(page: Page, procedure: string, input?: unknown): Promise<void> {
  await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(path, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [`/rpc/${procedure}`, input === undefined ? undefined : JSON.stringify(input)] as const,
  )
}

/** Asks the host as the window does, with the window's session. */
export function ask<Answer>(page: Page, procedure: string, input?: unknown): Promise<Answer> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return page.evaluate(async (path) => {
    const answer = await (await fetch(path)).json()
    if (answer.error) throw new Error(answer.error.message)
    return answer.result.data
  }, `/rpc/${procedure}${query}`)
}

export { expect } from 'playwright/test'
