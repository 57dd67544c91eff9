import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from 'playwright'
import { paintTimes, startPaintClock } from '../e2e/support/paint-clock.ts'
import { findChromium } from '../scripts/setup/chromium.mjs'
import { drawLetters } from '../src-main/app/draw-letters.ts'
import { startBrowserShell } from '../src-main/shells/browser/browser-shell.ts'
import { answerTask } from './fork-child.ts'
import { type Measure, percentile } from './report.ts'
import { type BenchWorkbench, openBenchWorkbench } from './workbench.ts'

/*
 * The child of `npm run bench -- keys`: labels 150,000 drawn letters through the window in real Chromium, at rest and
 * while a model is trained.
 */

export interface KeysTask {
  count: number
  labels: number
}

/** Between two keys, ms: about as fast as somebody can look and press. */
const pace = 250

answerTask(async ({ count, labels }: KeysTask): Promise<Measure[]> => {
  const bench = openBenchWorkbench()
  try {
    await prepare(bench, count)
    return await measure(bench, labels, count)
  } finally {
    await bench.close()
  }
})

async function prepare({ workbench, folder }: BenchWorkbench, count: number): Promise<void> {
  await workbench.createProject(join(folder, 'bench.fewlabel'))
  const project = workbench.project()
  console.error(`Drawing ${count} letters…`)
  await drawLetters(project, { count, seed: 1 })
  console.error('Training three epochs…')
  await project.training.run(
    project.training.defaults({ warmupEpochs: 2, elboEpochs: 1, earlyStop: false, seed: 1 }),
  )
  await project.ready()
}

async function measure({ workbench }: BenchWorkbench, labels: number, count: number): Promise<Measure[]> {
  const found = findChromium()
  if (found.error) throw new Error(found.error)
  const rendererRoot = new URL('../build/renderer', import.meta.url).pathname
  const shell = await startBrowserShell(workbench, { port: 0, rendererRoot })
  const browser = await chromium.launch({
    ...(found.executable ? { executablePath: found.executable } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const measures: Measure[] = []
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    // Whoever works here has seen the tour.
    await page.addInitScript(() => window.localStorage.setItem('fewlabel.tour', 'seen'))
    const { training } = workbench.project()
    for (const when of ['at rest', 'while training']) {
      if (when === 'while training') {
        training.start(training.defaults({ warmupEpochs: 100, elboEpochs: 100 }))
        while (training.state().state !== 'running' || !training.state().progress) await pause(100)
      }
      for (const mode of ['queue', 'clusters']) {
        console.error(`Labeling ${when}, ${mode}…`)
        measures.push(await labelIn(page, shell.url, { mode, when, labels, count }))
      }
    }
    if (training.state().state !== 'running') throw new Error('training ended before the labels were given')
    training.cancel()
    while (training.busy) await pause(100)
  } finally {
    await browser.close()
    await shell.close()
  }
  return measures
}

async function labelIn(
  page: Page,
  url: string,
  { mode, when, labels, count }: { mode: string; when: string; labels: number; count: number },
): Promise<Measure> {
  await page.goto(url)
  await page.goto(`${new URL(url).origin}/#/label/${mode}`)
  const place = mode === 'queue' ? '#labeling-work img' : '#labeling-work [role="option"] img'
  await page.locator(place).first().waitFor({ timeout: 120_000 })
  await pause(3000)
  await startPaintClock(page)
  // The keys of the classes A and B, which every project of drawn letters has.
  for (let i = 0; i < labels; i++) {
    await page.keyboard.press(i % 2 === 0 ? 'a' : 'b')
    await pause(pace)
  }
  const { paints, longTasks } = await paintTimes(page)
  return {
    what: `key to paint, ${mode}, ${when}, ${count.toLocaleString('en')} samples, 95th percentile`,
    value: percentile(paints, 0.95),
    unit: 'ms',
    target: { atMost: 50 },
    note: `median ${percentile(paints, 0.5)}, largest ${Math.max(...paints)}, ${paints.length} keys, ${longTasks.length} long tasks`,
  }
}
