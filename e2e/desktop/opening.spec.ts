import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright/test'
import {
  ask,
  chooseMenuItem,
  expect,
  makeProject,
  menuItems,
  test,
  watchDeeds,
} from '../support/desktop-test.ts'
import { answer, askedDialogs } from '../support/dialogs.ts'

const openProject = async (page: Page) => (await ask<{ path: string } | null>(page, 'projects.current'))?.path

test('a project is opened by the command line, by a second start, and by the system', async ({ desktop }) => {
  const [first, second, third] = ['first', 'second', 'third'].map((name) => makeProject(desktop.home, name))
  const page = await desktop.open(first)
  await expect.poll(() => openProject(page)).toBe(first)
  await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText('24 samples')
  const deeds = await watchDeeds(desktop.program)

  expect(await desktop.startAgain([second])).toBe(0)
  await expect.poll(() => openProject(page)).toBe(second)
  expect(await desktop.program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  await desktop.program.evaluate(({ app }, path) => {
    app.emit('open-file', { preventDefault() {} }, path)
  }, third)
  await expect.poll(() => openProject(page)).toBe(third)
  await expect
    .poll(async () =>
      (await deeds()).filter(({ what }) => what === 'addRecentDocument').map((deed) => deed.with[0]),
    )
    .toEqual([second, third])
  const recent = (await menuItems(desktop.program)).map(({ label }) => label)
  for (const project of [first, second, third])
    expect(recent.some((label) => label.startsWith(basename(project, '.fewlabel')))).toBe(true)
})

test('several projects at once: the first is opened, and the others are named', async ({ desktop }) => {
  const [first, second] = ['first', 'second'].map((name) => makeProject(desktop.home, name))
  const page = await desktop.open()
  expect(await desktop.startAgain([first, second])).toBe(0)
  await expect.poll(() => openProject(page)).toBe(first)
  await expect.poll(async () => (await askedDialogs(desktop.program)).at(-1)?.detail).toContain(second)
})

test('what cannot be opened is told in a message, and nothing else happens', async ({ desktop }) => {
  const broken = join(desktop.home, 'broken.fewlabel')
  writeFileSync(broken, 'This is no project.')
  const page = await desktop.open()
  expect(await desktop.startAgain([broken])).toBe(0)
  await expect.poll(async () => (await askedDialogs(desktop.program)).at(-1)?.detail).toContain(broken)
  expect(await openProject(page)).toBeUndefined()
})

test('projects are made and opened through the system’s dialogs', async ({ desktop }) => {
  const other = makeProject(desktop.home, 'other')
  const page = await desktop.open()
  await answer(desktop.program, { path: null })
  await chooseMenuItem(desktop.program, 'new-project')
  await expect.poll(async () => (await askedDialogs(desktop.program)).length).toBe(1)
  expect(await openProject(page)).toBeUndefined()

  const made = join(desktop.home, 'made.fewlabel')
  await answer(desktop.program, { path: made })
  await chooseMenuItem(desktop.program, 'new-project')
  await expect.poll(() => openProject(page)).toBe(made)

  await answer(desktop.program, { path: other })
  await chooseMenuItem(desktop.program, 'open-project')
  await expect.poll(() => openProject(page)).toBe(other)
  expect((await askedDialogs(desktop.program)).map(({ method }) => method)).toEqual([
    'showSaveDialog',
    'showSaveDialog',
    'showOpenDialog',
  ])
})

test('quitting leaves one file, and the program ends well', async ({ desktop }) => {
  const project = makeProject(desktop.home, 'alone')
  const page = await desktop.open(project)
  await expect.poll(() => openProject(page)).toBe(project)
  const { ended } = desktop.program
  await chooseMenuItem(desktop.program, 'quit')
  expect(await ended).toBe(0)
  expect(readdirSync(desktop.home).filter((name) => name.startsWith('alone.fewlabel'))).toEqual([
    'alone.fewlabel',
  ])
})

test('killed, it loses nothing, and the next start opens the project', async ({ desktop }) => {
  const project = makeProject(desktop.home, 'kept')
  const page = await desktop.open(project)
  await expect.poll(() => openProject(page)).toBe(project)
  await desktop.kill()
  expect(existsSync(project)).toBe(true)
  const again = await desktop.open(project)
  await expect.poll(() => openProject(again)).toBe(project)
})
