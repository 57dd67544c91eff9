import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from 'playwright/test'
import { BrowserHost } from './browser-host.ts'
import { DesktopHost } from './desktop-host.ts'
import type { Host } from './host-shape.ts'

/** Under which shell the program runs; see the projects in playwright.config.ts. */
type ShellName = 'browser' | 'desktop'

/** A host per test, stopped and cleaned up afterwards. */
export const test = base.extend<{ shell: ShellName; host: Host }>({
  shell: ['browser', { option: true }],
  host: async ({ shell }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'fewlabel-e2e-'))
    const host = shell === 'desktop' ? new DesktopHost(home) : new BrowserHost(home)
    await use(host)
    await host.end()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  },
})

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
export type { Host } from './host-shape.ts'
