import { ask, expect, test } from '../support/host.ts'
import {
  classes,
  goTo,
  killDuring,
  labelInQueue,
  sampleInQueue,
  sampleProject,
  startTraining,
  startWithSampleProject,
  summary,
  untilTrained,
} from '../support/steps.ts'

test('killing host and engine loses nothing that was acknowledged', async ({ host }) => {
  let page = await startWithSampleProject(host)

  // The engine dies in the middle of training: the host says so and training goes on from the last checkpoint.
  await startTraining(page, { warmup: 10, elbo: 6 })
  await expect
    .poll(
      async () =>
        (await ask<{ progress: { epoch: number } | null }>(page, 'training.state')).progress?.epoch ?? 0,
      {
        timeout: 300_000,
      },
    )
    .toBeGreaterThan(3)
  const { pid } = await ask<{ pid: number }>(page, 'engine.status')
  process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/The engine stopped unexpectedly/).first()).toBeVisible()
  await untilTrained(page)
  expect((await ask<{ restarts: number }>(page, 'engine.status')).restarts).toBe(1)

  // The host dies in the middle of labeling: every acknowledged label is there afterwards.
  await goTo(page, 'Labeling')
  await page.keyboard.press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
  const hotkey = (await classes(page))[0].hotkey as string
  for (let i = 0; i < 12; i++) await labelInQueue(page, hotkey)
  const acknowledged = (await summary(page)).labeled
  expect(acknowledged).toBe(12)
  await killDuring(host, page.keyboard.press(hotkey))
  // A page in a browser outlives its host and says so.
  if (host.shell === 'browser') await expect(page.getByText(/Reconnecting/)).toBeVisible()

  page = await host.open(sampleProject(host))
  const after = (await summary(page)).labeled
  expect([acknowledged, acknowledged + 1]).toContain(after)
  await goTo(page, 'Training')
  await untilTrained(page)
})

test('the host dies in the middle of training: it can be resumed from the last checkpoint', async ({
  host,
}) => {
  let page = await startWithSampleProject(host)
  await startTraining(page, { warmup: 200, elbo: 2 })
  await expect
    .poll(
      async () =>
        (await ask<{ run: { checkpointEpoch: number | null } | null }>(page, 'training.state')).run
          ?.checkpointEpoch ?? 0,
      { timeout: 300_000 },
    )
    .toBeGreaterThan(0)
  await host.kill()
  page = await host.open(sampleProject(host))
  await goTo(page, 'Training')
  await page.getByRole('button', { name: /Resume/ }).click()
  await expect
    .poll(
      async () =>
        (await ask<{ progress: { epoch: number } | null }>(page, 'training.state')).progress?.epoch ?? 0,
      {
        timeout: 120_000,
      },
    )
    .toBeGreaterThan(1)
})
