import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { ask, expect, test } from '../support/host.ts'
import { readTruth } from '../support/project-truth.ts'
import { goTo, sampleInQueue, summary, untilTrained } from '../support/steps.ts'

/** The folder of the data sets, with MNIST in `mnist`. Minutes of training: only run where it is named. */
const dataFolder = process.env.FEWLABEL_DATA
const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))

interface Session {
  labels: number
  keystrokes: number
  seconds: number
  accuracy: number
}

interface State {
  state: string
  progress: { epoch: number } | null
  notices: { message: string }[]
  run: { seconds: number; epochs: number; samplesPerSecond: number; liveComponents: number } | null
}

test('60,000 digits are sorted, although the engine is killed on the way', async ({ host }) => {
  test.skip(!dataFolder, 'FEWLABEL_DATA does not name the folder of the data sets')
  test.setTimeout(1_800_000)
  const project = join(host.home, 'Digits.fewlabel')
  const file = (name: string) => join(dataFolder as string, 'mnist', name)
  const source = [file('train-images-idx3-ubyte.gz'), '--labels', file('train-labels-idx1-ubyte.gz')]
  execFileSync(process.execPath, [cli, 'import', project, ...source], { stdio: 'ignore' })

  const page = await host.open(project)
  await goTo(page, 'Training')
  await page.getByRole('button', { name: 'Start training' }).click()
  const state = () => ask<State>(page, 'training.state')
  const until = (epoch: number) =>
    expect.poll(async () => (await state()).progress?.epoch ?? 0, { timeout: 900_000 }).toBeGreaterThan(epoch)

  await until(6)
  process.kill((await ask<{ pid: number }>(page, 'engine.status')).pid, 'SIGKILL')
  await expect(page.getByText(/The engine stopped unexpectedly/).first()).toBeVisible()
  await until(7)
  await page.screenshot({ path: 'test-results/digits-after-the-kill.png' })
  await expect(page.getByRole('button', { name: /Start labeling/ })).toBeVisible({ timeout: 1_200_000 })
  await untilTrained(page)
  await page.screenshot({ path: 'test-results/digits-done.png' })

  const { run, notices } = await state()
  console.log(JSON.stringify({ run, notices: notices.map(({ message }) => message) }))
  expect(run?.liveComponents).toBeGreaterThan(90)

  const session = await labelUntil(page, readTruth(project), 0.95)
  console.log(`labeled through the window: ${JSON.stringify(session)}`)
  await page.screenshot({ path: 'test-results/digits-labeled.png' })
  expect(session.labels).toBeLessThan(60)
  await host.stop()
  const simulate = (...options: string[]) =>
    execFileSync(process.execPath, [cli, 'simulate', project, '--labels', '10,30,60,100', ...options], {
      encoding: 'utf8',
    })
  console.log(`random\n${simulate('--seeds', '5')}`)
  console.log(`asked\n${simulate('--seeds', '3', '--strategy', 'default')}`)
})

/**
 * Somebody who knows every digit labels with keys alone, classes included, until the guesses are as accurate as wanted.
 * The window never shows that accuracy: it is asked for beside it.
 */
async function labelUntil(page: Page, truth: ReadonlyMap<number, string>, wanted: number): Promise<Session> {
  let keystrokes = 0
  const press = async (key: string) => {
    await page.keyboard.press(key)
    keystrokes++
  }
  const started = performance.now()
  await press('Alt+Shift+Digit3')
  await expect(page.locator('#labeling-work')).toBeVisible()
  // Without a class, the field for the first ones has the focus.
  await expect(page.getByRole('textbox', { name: 'New class' })).toBeFocused()
  for (const character of '0,1,2,3,4,5,6,7,8,9') await press(character)
  await press('Enter')
  await expect.poll(async () => (await ask<unknown[]>(page, 'classes.list')).length).toBe(10)
  await press('Escape')
  await press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
  let { labeled, accuracyAgainstTruth } = await summary(page)
  while ((accuracyAgainstTruth ?? 0) < wanted && labeled < 200) {
    const sample = await sampleInQueue(page)
    await press(truth.get(sample) as string)
    await expect.poll(() => sampleInQueue(page), { intervals: [5, 10, 20] }).not.toBe(sample)
    ;({ labeled, accuracyAgainstTruth } = await summary(page))
  }
  const seconds = (performance.now() - started) / 1000
  return { labels: labeled, keystrokes, seconds, accuracy: accuracyAgainstTruth ?? 0 }
}
