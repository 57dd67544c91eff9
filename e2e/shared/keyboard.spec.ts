import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { ask, expect, test } from '../support/host.ts'
import { retype, runCommand, tabTo } from '../support/keyboard.ts'
import { classes, sampleInQueue, summary, tiles, untilTrained } from '../support/steps.ts'

interface Step {
  kind: string
  samples: number
  undone: boolean
}

const history = (page: Page) => ask<Step[]>(page, 'labeling.history', { limit: 50 })
const done = async (page: Page) =>
  (await history(page)).filter(({ undone }) => !undone).map(({ kind }) => kind)

/** On to a cluster that nobody has labeled anything in: what was labeled before could be of another class. */
async function toUntouchedCluster(page: Page): Promise<void> {
  const board = await ask<{ component: number; labeled: number }[]>(page, 'labeling.board')
  const untouched = new Set(board.filter(({ labeled }) => labeled === 0).map(({ component }) => component))
  const heading = page.getByRole('heading', { level: 1, name: /^Cluster \d+$/ })
  const shown = async () => Number(/\d+/.exec(await heading.innerText())?.[0])
  for (let before = await shown(); !untouched.has(before); before = await shown()) {
    await page.keyboard.press(']')
    await expect.poll(shown).not.toBe(before)
  }
}

test('everything from the start screen to the export is done with the keyboard alone', async ({ host }) => {
  const pointers: string[] = []
  host.prepare(async (context) => {
    await context.exposeFunction('pointerWasUsed', (what: string) => pointers.push(what))
    await context.addInitScript(() => {
      window.addEventListener('pointerdown', () => {
        ;(window as unknown as { pointerWasUsed(what: string): void }).pointerWasUsed('pointerdown')
      })
    })
  })
  const page = await host.open()

  await test.step('open the sample project, take the tour, train', async () => {
    await tabTo(page, page.getByRole('button', { name: /Open the sample project/ }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText('5,000 samples', {
      timeout: 120_000,
    })
    await runCommand(page, 'Take the tour')
    await expect(page.getByText('1 of 4')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('1 of 4')).toBeHidden()
    await page.keyboard.press('Alt+Shift+Digit2')
    await tabTo(page, page.getByLabel('Epochs', { exact: true }))
    await retype(page, '2')
    await tabTo(
      page,
      page
        .locator('summary', { hasText: 'Advanced settings' })
        .or(page.getByRole('button', { name: 'Advanced settings' }))
        .first(),
    )
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel('Warm-up epochs'))
    await retype(page, '4')
    await tabTo(page, page.getByRole('button', { name: 'Start training' }))
    await page.keyboard.press('Enter')
    await untilTrained(page)
  })

  await test.step('queue: label, skip, flag with a reason, comment, go back', async () => {
    await page.keyboard.press('Alt+Shift+Digit3')
    await expect(tiles(page).first()).toBeVisible()
    await page.keyboard.press('q')
    await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
    const first = await sampleInQueue(page)
    await page.keyboard.press('a')
    await expect.poll(() => sampleInQueue(page)).not.toBe(first)
    const second = await sampleInQueue(page)
    await page.keyboard.press('Space')
    await expect.poll(() => sampleInQueue(page)).not.toBe(second)
    await page.keyboard.press('Backspace')
    await expect.poll(() => sampleInQueue(page)).toBe(second)
    await page.keyboard.press('Shift+F')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.type('cut off')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('c')
    await page.keyboard.type('Ask Anna')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await summary(page)).toMatchObject({ labeled: 1, skipped: 1, flagged: 1, commented: 1 })
  })

  await test.step('classes: add one, pick one by its name, read and write a guideline', async () => {
    await page.keyboard.press('n')
    await page.keyboard.type('no letter')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await classes(page)).map(({ name }) => name)).toContain('no letter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('no let')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await summary(page)).labeled).toBe(2)
    await page.keyboard.press('Control+i')
    await expect(
      page.getByText(/Nobody has written yet what belongs to|Guideline of which class/).first(),
    ).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('clusters: spot check, junk, split, the history and back', async () => {
    await page.keyboard.press('q')
    await expect(tiles(page).first()).toBeVisible()
    await toUntouchedCluster(page)
    const before = (await summary(page)).labeled
    await page.keyboard.press('Shift+B')
    await expect(page.getByRole('dialog', { name: /Look at random members/ })).toBeVisible()
    await expect(page.getByRole('button', { name: /^All 12 are B/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Label the (other|last)/ })).toBeVisible()
    await expect.poll(async () => (await summary(page)).labeled).toBeGreaterThan(before + 3)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect.poll(() => done(page)).toContain('bulk')
    await page.keyboard.press(']')
    await expect(tiles(page).first()).toBeVisible()
    await page.keyboard.press('x')
    await expect.poll(async () => (await summary(page)).excluded).toBe(1)
    await runCommand(page, 'Split the cluster')
    await expect(page.getByRole('dialog', { name: /Split cluster/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect.poll(() => done(page)).toContain('split')
    await page.keyboard.press('Control+z')
    await expect.poll(() => done(page)).not.toContain('split')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => done(page)).toContain('split')

    const steps = (await done(page)).length
    await runCommand(page, 'Go to a moment in the history')
    await expect(page.getByRole('listbox', { name: /Steps, newest first/ })).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await summary(page)).labeled).toBe(0)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await done(page)).length).toBe(steps)
    await page.keyboard.press('Escape')
  })

  await test.step('what an action changed; the map; a pause', async () => {
    await page.keyboard.press('q')
    await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
    const sample = await sampleInQueue(page)
    await page.keyboard.press('d')
    await expect.poll(() => sampleInQueue(page)).not.toBe(sample)
    await page.keyboard.press('.')
    await expect(page.getByRole('dialog', { name: 'What the last action changed' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('m')
    const map = page.getByRole('application').or(page.locator('canvas')).first()
    await expect(map.or(page.getByText('The map needs WebGL 2'))).toBeVisible({ timeout: 120_000 })
    await page.keyboard.press('m')
    await expect(tiles(page).first()).toBeVisible()
    await runCommand(page, 'Pause')
    await expect(page.getByText('Samples are hidden and keys rest')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Samples are hidden and keys rest')).toBeHidden()
  })

  await test.step('another key for a command, another language', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await runCommand(page, 'Switch between English and German')
    await expect(page.getByRole('navigation', { name: 'Schritte' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await runCommand(page, 'Zwischen Deutsch und Englisch')
    await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible()
  })

  await test.step('review what was flagged, then export', async () => {
    await page.keyboard.press('Alt+Shift+Digit4')
    await tabTo(page, page.getByRole('tab', { name: /Report/ }))
    for (const name of [/Breakdown/, /Review/]) {
      await page.keyboard.press('ArrowRight')
      await expect(page.getByRole('tab', { name, selected: true })).toBeVisible()
    }
    await expect(page.getByText('cut off').first()).toBeVisible()
    await page.keyboard.press('Control+Shift+E')
    const out = join(host.home, 'letters.csv')
    await tabTo(page, page.getByLabel('File', { exact: true }))
    await retype(page, out)
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('Export finished')).toBeVisible()
    expect(existsSync(out)).toBe(true)
  })
  expect(pointers).toEqual([])
})
