import { ask, expect, test } from '../support/host.ts'
import { classes, goTo, labelInQueue, sampleInQueue, summary, untilTrained } from '../support/steps.ts'
import { startWithTrainedProject } from '../support/trained-project.ts'

interface Run {
  id: number
  state: string
  epochs: number
}

test('a trained model is trained longer: labels stay, and so do the clusters', async ({ host }) => {
  const page = await startWithTrainedProject(host)
  const run = async () => (await ask<{ run: Run }>(page, 'training.state')).run
  const first = await run()

  await goTo(page, 'Labeling')
  await page.keyboard.press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
  await labelInQueue(page, (await classes(page))[0].hotkey as string)
  const ids = Array.from({ length: 300 }, (_, i) => 1 + 16 * i)
  const clusters = async () =>
    (await ask<{ component: number }[]>(page, 'labeling.samples', { ids })).map(({ component }) => component)
  const before = await clusters()

  await goTo(page, 'Training')
  await page.getByRole('button', { name: 'Train longer…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Train longer' })
  await dialog.getByLabel('Further epochs').fill('none')
  await expect(dialog.getByText('A whole number.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Train longer' })).toBeDisabled()
  await dialog.getByLabel('Further epochs').fill('2')
  await dialog.getByRole('button', { name: 'Train longer' }).click()
  await expect(page.getByText('Training further')).toBeVisible({ timeout: 60_000 })
  await untilTrained(page)

  expect(await run()).toMatchObject({ id: first.id + 1, state: 'done', epochs: first.epochs + 2 })
  // The process of the training has ended with it, and nobody calls that a crash.
  await expect
    .poll(() => ask(page, 'engine.status'))
    .toMatchObject({ state: 'ready', pid: null, restarts: 0 })
  expect((await summary(page)).labeled).toBe(1)
  const after = await clusters()
  const stayed = after.filter((component, i) => component === before[i]).length
  // By chance one in a hundred would; a model that was trained so shortly still moves many.
  expect(stayed).toBeGreaterThan(ids.length / 10)
})
