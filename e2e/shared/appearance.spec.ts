import { expect, test } from '../support/host.ts'
import { inspect } from '../support/inspect.ts'
import {
  classes,
  goTo,
  labelInQueue,
  openSampleProject,
  sampleInQueue,
  startTraining,
  tiles,
  untilTrained,
} from '../support/steps.ts'

test('every view is accessible and keeps its shape in light and dark', async ({ page, host }, info) => {
  const folder = info.outputPath('views')
  await host.start()
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open the sample project/ }).waitFor()
  await inspect(page, 'start', folder)
  await openSampleProject(page, host)
  await goTo(page, 'Data')
  await inspect(page, 'data', folder)
  await goTo(page, 'Training')
  await page.getByRole('button', { name: 'Start training' }).waitFor()
  await inspect(page, 'training-form', folder)
  await startTraining(page, { warmup: 6, elbo: 4 })
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await untilTrained(page)
  await inspect(page, 'training-done', folder)

  await goTo(page, 'Labeling')
  await tiles(page).first().waitFor()
  const keys = (await classes(page)).map(({ hotkey }) => hotkey as string)
  await page.keyboard.press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
  for (const key of keys.slice(0, 4)) await labelInQueue(page, key)
  await inspect(page, 'queue', folder)
  await page.keyboard.press('q')
  await tiles(page).first().waitFor()
  await inspect(page, 'clusters', folder)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'keys', folder)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export' }).first().click()
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'export', folder)
})
