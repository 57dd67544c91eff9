import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect } from './host.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

/** Set where people want to look at the views; taking some hundred pictures takes a while. */
const wantsPictures = Boolean(process.env.FEWLABEL_VIEWS)

/** Checks a view against WCAG 2.2 AA in light and dark, and with FEWLABEL_VIEWS=1 keeps pictures of it in `folder`. */
export async function inspect(page: Page, name: string, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const size of sizes) {
      await page.setViewportSize(size)
      if (wantsPictures) await takePicture(page, join(folder, `${name}-${colorScheme}-${size.width}.png`))
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

async function takePicture(page: Page, path: string): Promise<void> {
  // Pictures that have just scrolled into view are part of the impression.
  await page.waitForLoadState('load')
  await page.waitForTimeout(400)
  await page.screenshot({ path })
}
