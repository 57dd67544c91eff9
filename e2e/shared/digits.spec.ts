import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ask, expect, test } from '../support/host.ts'
import { goTo, untilTrained } from '../support/steps.ts'

/** The folder of the data sets, with MNIST in `mnist`. Minutes of training: only run where it is named. */
const dataFolder = process.env.FEWLABEL_DATA
const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))

interface State {
  state: string
  progress: { epoch: number } | null
  notices: { message: string }[]
  run: { seconds: number; epochs: number; samplesPerSecond: number; liveComponents: number } | null
}

test('60,000 digits are sorted, although the engine is killed on the way', async ({ page, host }) => {
  test.skip(!dataFolder, 'FEWLABEL_DATA does not name the folder of the data sets')
  test.setTimeout(1_800_000)
  const project = join(host.home, 'Digits.fewlabel')
  const file = (name: string) => join(dataFolder as string, 'mnist', name)
  const source = [file('train-images-idx3-ubyte.gz'), '--labels', file('train-labels-idx1-ubyte.gz')]
  execFileSync(process.execPath, [cli, 'import', project, ...source], { stdio: 'ignore' })

  await host.start(project)
  await page.goto(host.url)
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
  await host.stop()
  const simulate = (...options: string[]) =>
    execFileSync(process.execPath, [cli, 'simulate', project, '--labels', '10,30,60,100', ...options], {
      encoding: 'utf8',
    })
  console.log(`random\n${simulate('--seeds', '5')}`)
  console.log(`asked\n${simulate('--seeds', '3', '--strategy', 'default')}`)
})
