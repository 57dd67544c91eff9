import { chromium } from 'playwright'
import { findChromium } from '../scripts/setup/chromium.mjs'
import { startBrowserShell } from '../src-main/shells/browser/browser-shell.ts'
import type { Measure } from './report.ts'
import { percentile } from './report.ts'
import type { BenchWorkbench } from './workbench.ts'

const rounds = 5

/** From the click on a recent project to the first cluster of its board in the window, in real Chromium. */
export async function measureWindow({ workbench }: BenchWorkbench, projectPath: string): Promise<Measure> {
  const found = findChromium()
  if (found.error) throw new Error(found.error)
  await workbench.closeProject()
  const rendererRoot = new URL('../build/renderer', import.meta.url).pathname
  const shell = await startBrowserShell(workbench, { port: 0, rendererRoot })
  const browser = await chromium.launch({
    ...(found.executable ? { executablePath: found.executable } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const milliseconds: number[] = []
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    // Whoever works here has seen the tour.
    await page.addInitScript(() => window.localStorage.setItem('fewlabel.tour', 'seen'))
    await page.goto(shell.url)
    for (let round = 0; round < rounds; round++) {
      const project = page.getByRole('button', { name: /bench/ }).first()
      await project.waitFor()
      const started = performance.now()
      await project.click()
      await page.getByRole('listbox', { name: 'Clusters' }).getByRole('option').first().waitFor()
      milliseconds.push(performance.now() - started)
      await workbench.closeProject()
    }
  } finally {
    await browser.close()
    await shell.close()
  }
  return {
    what: 'project of 60,000 samples opened, cluster board on screen',
    value: percentile(milliseconds, 0.5),
    unit: 'ms',
    target: { atMost: 1000 },
    note: `${projectPath.split('/').at(-1)}, median of ${rounds}`,
  }
}
