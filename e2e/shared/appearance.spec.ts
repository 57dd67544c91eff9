import type { Page } from 'playwright/test'
import { expect, test } from '../support/host.ts'
import { inspect } from '../support/inspect.ts'
import { runCommand } from '../support/keyboard.ts'
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

test('every view is accessible and keeps its shape in light and dark', async ({ host }, info) => {
  const folder = info.outputPath('views')
  const page = await host.open()
  await page.getByRole('button', { name: /Open the sample project/ }).waitFor()
  await inspect(page, 'start', folder)
  await openSampleProject(page)
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
  await page.keyboard.press('.')
  await page.getByRole('dialog', { name: 'What the last action changed' }).waitFor()
  await inspect(page, 'changes', folder)
  await leave(page)
  await page.keyboard.press('/')
  await page.getByRole('dialog', { name: 'Pick a class' }).waitFor()
  await inspect(page, 'class-picker', folder)
  await leave(page)
  await page.keyboard.press('Shift+F')
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'flag', folder)
  await page.keyboard.type('cut off')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('Ask Anna')
  await page.keyboard.press('Enter')
  await inspect(page, 'comments', folder)
  await leave(page)

  await page.keyboard.press('q')
  await tiles(page).first().waitFor()
  await page.keyboard.press(keys[0])
  await page.keyboard.press('x')
  await inspect(page, 'clusters', folder)
  await page.keyboard.press(`Shift+${keys[0].toUpperCase()}`)
  await page.getByRole('dialog', { name: /Look at random members/ }).waitFor()
  await inspect(page, 'spot-check', folder)
  await leave(page)
  await runCommand(page, 'Guideline of a class')
  // Of the class in question; where there is none, it asks.
  await page.waitForTimeout(500)
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Enter')
  await inspect(page, 'guideline', folder)

  await page.keyboard.press('m')
  await page.locator('canvas').first().waitFor({ timeout: 120_000 })
  await inspect(page, 'map', folder)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await inspect(page, 'map-selection', folder)
  // With samples chosen, clusters would show those in place of a cluster.
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await tiles(page).first().waitFor()

  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'keys', folder)
  await leave(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'palette', folder)
  await leave(page)
  await runCommand(page, 'Preferences')
  await inspect(page, 'preferences', folder)
  await leave(page)
  await page.getByRole('button', { name: 'Export' }).first().click()
  await page.getByRole('dialog').waitFor()
  await inspect(page, 'export', folder)
  await leave(page)

  await runCommand(page, 'High contrast on or off')
  await inspect(page, 'clusters-high-contrast', folder)
  await runCommand(page, 'High contrast on or off')
  await runCommand(page, 'Switch between English and German')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await inspect(page, 'clusters-german', folder)
  await page.keyboard.press('q')
  await expect(page.locator('#labeling-work img').first()).toBeVisible()
  await inspect(page, 'queue-german', folder)
  await page.keyboard.press('Alt+Shift+Digit4')
  await inspect(page, 'quality-german', folder)
})

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
