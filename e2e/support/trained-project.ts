import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { expect, type Host } from './host.ts'
import { goTo, sampleProject } from './steps.ts'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))
/** Where Playwright keeps what a run leaves behind; emptied when the next one starts. */
const kept = fileURLToPath(new URL('../../test-results/trained/letters.fewlabel', import.meta.url))

/** Starts the program with the sample project, trained, for tests that are about something else than training. */
export async function startWithTrainedProject(host: Host): Promise<Page> {
  if (!existsSync(kept)) makeTrainedProject(join(host.home, 'made'))
  copyFileSync(kept, sampleProject(host))
  const page = await host.open(sampleProject(host))
  await goTo(page, 'Training')
  await expect(page.getByRole('button', { name: /Start labeling/ })).toBeVisible({ timeout: 60_000 })
  return page
}

/** Once for all tests of a run, by the program itself. */
function makeTrainedProject(home: string): void {
  mkdirSync(dirname(kept), { recursive: true })
  const file = join(dirname(kept), 'unfinished.fewlabel')
  rmSync(file, { force: true })
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [cli, ...args], {
      env: { ...process.env, FEWLABEL_HOME: home },
      stdio: 'pipe',
    })
  run('sample', file)
  run('train', file, '--epochs', '12')
  renameSync(file, kept)
}
