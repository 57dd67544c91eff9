import type { Page } from 'playwright/test'
import { expect, test } from '../support/host.ts'
import { inspect } from '../support/inspect.ts'
import { startWithSampleProject } from '../support/steps.ts'

const html = (page: Page) => page.locator('html')

test('commands are found by typing, and keys are given to them, without a mouse', async ({ host }, info) => {
  const folder = info.outputPath('views')
  const page = await startWithSampleProject(host)

  await page.keyboard.press('Control+k')
  await inspect(page, 'palette', folder)
  await page.keyboard.type('quality')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/quality/)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys', exact: true })
  await inspect(page, 'keys', folder)
  await sheet.getByRole('button', { name: /^Light or dark/ }).focus()
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Light or dark' })
  await page.keyboard.press('q')
  await expect(editor.getByRole('status')).toHaveText(/^Q already has a meaning: Queue on or off/)
  await page.keyboard.press('F2')
  await expect(editor.getByRole('button', { name: 'Take F2 away' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await expect(sheet.getByRole('button', { name: /^Light or dark/ })).toHaveText(/F2/)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await page.keyboard.press('F2')
  await expect(html(page)).toHaveAttribute('data-theme', /light|dark/)
  const theme = await html(page).getAttribute('data-theme')
  await page.reload()
  await page.getByRole('navigation', { name: 'Steps' }).waitFor()
  await page.keyboard.press('F2')
  await expect(html(page)).not.toHaveAttribute('data-theme', theme ?? '')
})

test('keys of one character rest once they are switched off', async ({ host }) => {
  const page = await startWithSampleProject(host)
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: 'Keys of one character' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible()
})

test('the window speaks German, and raises its contrast', async ({ host }, info) => {
  const folder = info.outputPath('views')
  const page = await startWithSampleProject(host)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('german')
  await page.keyboard.press('Enter')
  await expect(html(page)).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('navigation', { name: 'Schritte' })).toBeVisible()
  await inspect(page, 'data-german', folder)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('kontrast')
  await page.keyboard.press('Enter')
  await expect(html(page)).toHaveAttribute('data-contrast', 'more')
  await inspect(page, 'data-contrast', folder)
})

test('the tour shows the four steps once', async ({ host }, info) => {
  host.prepare((context) =>
    context.addInitScript(() => {
      if (window.sessionStorage.getItem('began')) return
      window.sessionStorage.setItem('began', 'yes')
      window.localStorage.removeItem('fewlabel.tour')
    }),
  )
  const page = await startWithSampleProject(host)
  const card = page.getByRole('dialog')
  for (const place of [1, 2, 3, 4]) {
    await expect(card).toContainText(`${place} of 4`)
    if (place === 1) await inspect(page, 'tour', info.outputPath('views'))
    await page.keyboard.press('Enter')
  }
  await expect(card).toHaveCount(0)
  await page.reload()
  await page.getByRole('navigation', { name: 'Steps' }).waitFor()
  await expect(card).toHaveCount(0)
})
