import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, test } from '../support/host.ts'
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

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

/** Checks a view against WCAG 2.2 AA in light and dark, and keeps a picture of each for people to look at. */
async function inspect(page: Page, name: string, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const size of sizes) {
      await page.setViewportSize(size)
      // Pictures that have just scrolled into view are part of the impression.
      await page.waitForLoadState('load')
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.width}.png`) })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${name}, ${size.width} wide: nothing may stick out sideways`).toBe(0)
    }
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`,
    )
    expect(found, `${name}, ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize(sizes[0])
}

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
