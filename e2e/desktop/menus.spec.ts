import { chooseMenuItem, expect, makeProject, menuItems, test, watchDeeds } from '../support/desktop-test.ts'
import { runCommand } from '../support/keyboard.ts'

test('each item of the menus does what it says', async ({ desktop }) => {
  const page = await desktop.open(makeProject(desktop.home, 'menus'))
  await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible()
  const deeds = await watchDeeds(desktop.program)
  const choose = (name: string) => chooseMenuItem(desktop.program, name)

  for (const [item, view] of [
    ['go-training', /#\/train/],
    ['go-data', /#\/data/],
  ] as const) {
    await choose(item)
    await expect(page).toHaveURL(view)
  }
  for (const item of ['help', 'palette', 'about', 'export', 'tour']) {
    await choose(item)
    await expect(page.getByRole('dialog'), item).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog'), item).toHaveCount(0)
  }
  await choose('logs')
  await expect
    .poll(async () => (await deeds()).find(({ what }) => what === 'openPath')?.with[0])
    .toContain(desktop.home)

  const zoom = () =>
    desktop.program.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0].webContents.getZoomLevel(),
    )
  const before = await zoom()
  await choose('zoomIn')
  await expect.poll(zoom).toBeGreaterThan(before)
  await choose('resetZoom')
  await expect.poll(zoom).toBe(0)

  await choose('close-project')
  await expect(page.getByRole('button', { name: /Open the sample project/ })).toBeVisible()
})

test('what needs a project is greyed out without one', async ({ desktop }) => {
  await desktop.open()
  const enabled = async () =>
    new Map((await menuItems(desktop.program)).map(({ id, enabled }) => [id, enabled] as const))
  const without = await enabled()
  for (const id of [
    'close-project',
    'export',
    'go-data',
    'go-training',
    'go-labeling',
    'go-quality',
    'queue',
    'map',
  ])
    expect(without.get(id), id).toBe(false)
  for (const id of ['new-project', 'open-project', 'help', 'about', 'palette', 'preferences'])
    expect(without.get(id), id).toBe(true)
  expect(await desktop.startAgain([makeProject(desktop.home, 'menus')])).toBe(0)
  await expect.poll(async () => (await enabled()).get('go-data')).toBe(true)
})

test('the menus speak the language of the window, also the next time', async ({ desktop }) => {
  const page = await desktop.open()
  const top = async () =>
    (await menuItems(desktop.program))
      .filter(({ menu }) => menu === '')
      .map(({ label }) => label.replace('&', ''))
  await expect(page.getByRole('button', { name: /Open the sample project/ })).toBeVisible()
  expect(await top()).toContain('File')
  await runCommand(page, 'Switch between English and German')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect.poll(top).toContain('Datei')
  await desktop.stop()
  await desktop.open()
  await expect.poll(top).toContain('Datei')
})
