import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import type { Host } from '../e2e/support/host-shape.ts'
import { findChromium } from '../scripts/setup/chromium.mjs'
import { answerTask } from './fork-child.ts'
import { type Measure, percentile } from './report.ts'

/*
 * The child of `npm run bench -- startup`: from the start of the program to its start screen, through the stand-in for
 * Electron and through the browser shell in turn, each with a Chromium started for it. The stand-in has neither
 * Electron's own start nor its way to the page, so it is the ratio and the program's own share that say something.
 */

export interface StartUpTask {
  rounds: number
}

interface Start {
  /** Until the first button of the start screen is drawn. */
  ready: number
  /** Chromium's first contentful paint, counted from the page's own beginning. */
  paint: number
  /** What the desktop program writes into its log. */
  shown: number | null
}

answerTask<StartUpTask>(async ({ rounds }): Promise<Measure[]> => {
  const found = findChromium()
  if (found.error) throw new Error(found.error)
  // Read when the hosts are loaded.
  process.env.FEWLABEL_CHROMIUM = found.executable ?? ''
  const { DesktopHost } = await import('../e2e/support/desktop-host.ts')
  const { BrowserHost } = await import('../e2e/support/browser-host.ts')
  const desktop: Start[] = []
  const browser: Start[] = []
  for (let round = 0; round < rounds; round++) {
    desktop.push(await start((home) => new DesktopHost(home)))
    browser.push(await start((home) => new BrowserHost(home)))
  }
  const median = (starts: Start[], which: keyof Start) =>
    percentile(
      starts.map((one) => one[which] ?? Number.NaN),
      0.5,
    )
  const note = `median of ${rounds} starts in turn`
  return [
    { what: 'start to start screen, desktop (stand-in)', value: median(desktop, 'ready'), unit: 'ms', note },
    { what: 'start to start screen, browser shell', value: median(browser, 'ready'), unit: 'ms', note },
    {
      what: 'start, desktop over browser shell',
      value: median(desktop, 'ready') / median(browser, 'ready'),
      unit: 'ratio',
      note: 'same run',
    },
    { what: 'window shown, by the desktop program’s log', value: median(desktop, 'shown'), unit: 'ms', note },
    { what: 'page to first contentful paint, desktop', value: median(desktop, 'paint'), unit: 'ms', note },
    {
      what: 'page to first contentful paint, browser shell',
      value: median(browser, 'paint'),
      unit: 'ms',
      note,
    },
  ]
})

async function start(host: (home: string) => Host): Promise<Start> {
  const home = mkdtempSync(join(tmpdir(), 'fewlabel-start-'))
  const program = host(home)
  try {
    const began = performance.now()
    const page = await program.open()
    await page.getByRole('button', { name: /Open the sample project/ }).waitFor()
    const ready = performance.now() - began
    const paint = await firstPaint(page)
    const log = program.shell === 'desktop' ? readFileSync(join(home, 'logs', 'fewlabel.log'), 'utf8') : ''
    const shown = /window shown after (\d+) ms/.exec(log)?.[1]
    return { ready, paint, shown: shown === undefined ? null : Number(shown) }
  } finally {
    await program.end()
    rmSync(home, { recursive: true, force: true })
  }
}

async function firstPaint(page: Page): Promise<number> {
  // Told by Chromium a frame after it has happened.
  const told = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  return (await told.jsonValue()) ?? Number.NaN
}
