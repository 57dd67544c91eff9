import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayAt } from '../electron-standin/launch.ts'
import type { DesktopHost } from '../support/desktop-host.ts'
import { expect, test } from '../support/desktop-test.ts'
import { runCommand } from '../support/keyboard.ts'

const bounds = (desktop: DesktopHost) =>
  desktop.program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getNormalBounds())
const workArea = (desktop: DesktopHost) =>
  desktop.program.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)

test('the window comes back where it was', async ({ desktop }) => {
  await desktop.open()
  const place = { x: 70, y: 60, width: 1010, height: 700 }
  await desktop.program.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0].setBounds(to)
  }, place)
  await desktop.stop()
  await desktop.open()
  expect(await bounds(desktop)).toEqual(place)
})

test('a window that was on a display which is gone opens on one that is there', async ({ desktop }) => {
  const lost = { x: 9000, y: 9000, width: 1010, height: 700 }
  const memory = { bounds: lost, maximized: false, fullScreen: false }
  writeFileSync(join(desktop.home, 'window.json'), JSON.stringify(memory))
  await desktop.open()
  const [place, area] = [await bounds(desktop), await workArea(desktop)]
  expect(place.x).toBeGreaterThanOrEqual(area.x)
  expect(place.y).toBeGreaterThanOrEqual(area.y)
  expect(place.x + place.width).toBeLessThanOrEqual(area.x + area.width)
  expect(place.y + place.height).toBeLessThanOrEqual(area.y + area.height)
})

test('a display that is taken away leaves its window on one that stays', async ({ desktop }) => {
  await desktop.open()
  const { standIn } = desktop.program
  test.skip(standIn === null, 'displays can be taken away from the stand-in only')
  const left = displayAt(1, { x: 0, y: 0, width: 1920, height: 1080 })
  const right = displayAt(2, { x: 1920, y: 0, width: 1920, height: 1080 })
  await standIn?.setDisplays([left, right])
  await desktop.program.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].setBounds({ x: 2000, y: 100, width: 1000, height: 700 })
  })
  await standIn?.setDisplays([left])
  await expect.poll(async () => (await bounds(desktop)).x).toBeLessThan(1920)
})

test('what the system draws follows the theme of the window, also the next time', async ({ desktop }) => {
  const page = await desktop.open()
  const source = () => desktop.program.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  expect(await source()).toBe('system')
  await expect(page.getByRole('button', { name: /Open the sample project/ })).toBeVisible()
  await runCommand(page, 'Light or dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/)
  const theme = await page.locator('html').getAttribute('data-theme')
  await expect.poll(source).toBe(theme)
  await desktop.stop()
  await desktop.open()
  expect(await source()).toBe(theme)
  const background = await desktop.program.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].getBackgroundColor(),
  )
  const brightness = Number.parseInt(background.slice(1, 3), 16)
  expect(brightness > 128).toBe(theme === 'light')
})

test('the window is shown only when there is something to see', async ({ desktop }) => {
  const page = await desktop.open()
  await expect(page.getByRole('button', { name: /Open the sample project/ })).toBeVisible()
  await expect
    .poll(() => desktop.program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isVisible()))
    .toBe(true)
})
