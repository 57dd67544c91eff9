import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Topics } from '../../app/topics.ts'
import type { Workbench } from '../../app/workbench.ts'
import type { ProjectSummary } from '../../contract/project.ts'
import type { ExportState, ImportState, TrainingState } from '../../contract/window.ts'
import { menuChannel } from './channels.ts'
import { LogFile } from './log-file.ts'
import { Look } from './look.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { DesktopApp } = await import('./desktop-app.ts')

/** Topics and a project, without anything behind them. */
class FakeWorkbench {
  readonly topics = new Topics()
  readonly opened: string[] = []
  project: ProjectSummary | null = null
  shellInfo = () => ({ projectsFolder: '/projects' })
  recentProjects = () => [
    { name: 'pets', path: '/data/pets.fewlabel', exists: true },
    { name: 'gone', path: '/data/gone.fewlabel', exists: false },
  ]
  currentSummary = () => this.project
  async openProject(path: string) {
    this.opened.push(path)
    this.project = { path, samples: 5, labels: 2 } as ProjectSummary
    this.topics.publish({ topic: 'project', state: this.project })
  }
  async closeProject() {
    this.project = null
    this.topics.publish({ topic: 'project', state: null })
  }
  train(patch: Partial<TrainingState>, run = 'running') {
    const state = { progress: null, error: null, run: { state: run }, ...patch } as TrainingState
    this.topics.publish({ topic: 'training', state })
  }
}

const path = '/data/pets.fewlabel'
const progress = { epoch: 3, epochs: 12 } as TrainingState['progress']
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-desktop-'))
const log = new LogFile(join(folder, 'logs'))
afterAll(() => {
  log.close()
  rmSync(folder, { recursive: true, force: true })
})

let workbench: FakeWorkbench
let desktop: InstanceType<typeof DesktopApp>
let look: Look
const theWindow = () => fake.windows[fake.windows.length - 1]

beforeEach(async () => {
  workbench = new FakeWorkbench()
  look = new Look(join(folder, `${Math.random()}.json`), 'en')
  desktop = new DesktopApp(workbench as unknown as Workbench, {
    build: '/build',
    configFolder: folder,
    icon: undefined,
    look,
    log,
    showLogs: () => fake.log.push('logs'),
    showNotices: null,
  })
  desktop.show()
  theWindow().webContents.emit('did-finish-load')
  await desktop.projects.open([path])
  await soon()
})
afterEach(() => {
  desktop.end()
  theWindow().emit('closed')
  fake.messages.length = 0
  fake.answers.length = 0
  fake.log.length = 0
  fake.app.removeAllListeners()
  fake.powerMonitor.removeAllListeners()
  fake.theme.removeAllListeners()
})

describe('the menus of the program', () => {
  it('send the window its commands', () => {
    fake.click('go-quality')
    fake.click('undo')
    expect(theWindow().webContents.sent).toEqual([
      [menuChannel, 'go-quality'],
      [menuChannel, 'undo'],
    ])
  })

  it('send a command to a page that is still being loaded once it is there', () => {
    theWindow().close()
    desktop.show()
    const { webContents } = theWindow()
    fake.click('about')
    expect(webContents.sent).toEqual([])
    webContents.emit('did-finish-load')
    expect(webContents.sent).toEqual([[menuChannel, 'about']])
  })

  it('follow the project and the language', async () => {
    expect(fake.item('close-project')).toMatchObject({ enabled: true, label: '&Close project' })
    look.set({ theme: 'dark', language: 'de' })
    expect(fake.theme.themeSource).toBe('dark')
    expect(fake.item('close-project')?.label).toBe('Projekt &schließen')
    fake.click('close-project')
    await soon()
    expect(fake.item('close-project')?.enabled).toBe(false)
  })

  it('have the ground of the window go with the theme, the system’s included', () => {
    fake.theme.shouldUseDarkColors = true
    fake.theme.emit('updated')
    expect(theWindow().background).toBe('#0f1115')
    fake.theme.shouldUseDarkColors = false
    fake.theme.emit('updated')
    expect(theWindow().background).toBe('#f6f7f9')
  })

  it('list recent projects that are still there', () => {
    expect(fake.item('recent')?.submenu).toMatchObject([{ label: 'pets — /data' }])
  })
})

describe('opening', () => {
  it('takes one of several and names the others', async () => {
    await desktop.projects.open(['/data/a.fewlabel', '/data/b.fewlabel'])
    expect(workbench.opened).toEqual([path, '/data/a.fewlabel'])
    expect(fake.messages.at(-1)).toMatchObject({
      message: 'One project is open at a time',
      detail: expect.stringContaining('/data/b.fewlabel'),
    })
    await soon()
    expect(fake.state.recent.at(-1)).toBe('/data/a.fewlabel')
    expect(theWindow().representedFile).toBe('/data/a.fewlabel')
  })

  it('asks before it ends a training', async () => {
    workbench.train({ state: 'running' })
    fake.answers.push(1, 0)
    await desktop.projects.open(['/data/a.fewlabel'])
    expect(workbench.opened).toEqual([path])
    await desktop.projects.open(['/data/a.fewlabel'])
    expect(workbench.opened).toEqual([path, '/data/a.fewlabel'])
    expect(fake.messages).toHaveLength(2)
  })

  it('asks nothing about the project that is open', async () => {
    workbench.train({ state: 'running' })
    await desktop.projects.open([path])
    expect(fake.messages).toEqual([])
    expect(workbench.opened).toEqual([path])
  })
})

describe('work that goes on', () => {
  it('is shown in the task bar and keeps the computer awake until it ends', async () => {
    workbench.train({ state: 'starting' })
    await soon()
    expect(theWindow().progress).toEqual({ value: 2, mode: 'indeterminate' })
    expect(fake.state.awake).toBe(1)
    workbench.train({ state: 'running', progress })
    await soon()
    expect(theWindow().progress).toEqual({ value: 0.25, mode: 'normal' })
    workbench.train({ state: 'paused' }, 'paused')
    await soon()
    expect(theWindow().progress).toEqual({ value: -1, mode: 'none' })
    expect(fake.state.awake).toBe(0)
  })

  it('lets the computer sleep when the program ends meanwhile', async () => {
    workbench.train({ state: 'running' })
    await soon()
    desktop.end()
    expect(fake.state.awake).toBe(0)
  })

  it('is told when it has ended and nobody looks', async () => {
    const window = theWindow()
    window.focused = false
    workbench.train({ state: 'running' })
    await soon()
    workbench.train({ state: 'done' }, 'done')
    await soon()
    const [notification] = fake.notifications.slice(-1)
    expect(notification.options).toEqual({ title: 'Training has finished', body: 'pets.fewlabel' })
    expect(window.flashing).toBe(true)
    expect(fake.state.badge).toBe(1)
    notification.emit('click')
    expect(window.log.at(-1)).toBe('focus')
    window.emit('focus')
    expect(window.flashing).toBe(false)
    expect(fake.state.badge).toBe(0)
  })

  it('is not told to somebody who sees it', async () => {
    const before = fake.notifications.length
    workbench.topics.publish({ topic: 'import', state: { state: 'running' } as ImportState })
    await soon()
    workbench.topics.publish({ topic: 'import', state: { state: 'done', error: null } as ImportState })
    await soon()
    expect(fake.notifications).toHaveLength(before)
    expect(readFileSync(join(folder, 'logs', 'fewlabel.log'), 'utf8')).toContain('info import has finished')
  })

  it('is written down without a word of what the project holds', async () => {
    theWindow().focused = false
    workbench.topics.publish({ topic: 'export', state: { state: 'running', progress: null } as ExportState })
    await soon()
    const error = { code: 'disk-full', message: 'secret' } as const
    workbench.topics.publish({ topic: 'export', state: { state: 'failed', error } as ExportState })
    await soon()
    expect(fake.notifications.at(-1)?.options.title).toBe('The export has failed')
    const text = readFileSync(join(folder, 'logs', 'fewlabel.log'), 'utf8')
    expect(text).toContain('error export has failed (disk-full)')
    expect(text).toContain('a project is open: 5 samples, 2 labels')
    expect(text).not.toMatch(/secret|pets/)
  })
})

describe('the ways out', () => {
  it('are free while nothing is at work', () => {
    expect(theWindow().close()).toBe(true)
    expect(fake.messages).toEqual([])
  })

  it.skipIf(process.platform === 'darwin')('are asked about at the window while something is', async () => {
    workbench.train({ state: 'running' })
    fake.answers.push(1, 0)
    expect(theWindow().close()).toBe(false)
    await soon()
    expect(theWindow().destroyed).toBe(false)
    expect(fake.messages[0]).toMatchObject({ message: 'Training is running.' })
    expect(theWindow().close()).toBe(false)
    await soon()
    expect(theWindow().destroyed).toBe(true)
    // What follows from it asks no more.
    const quit = { preventDefault: vi.fn() }
    fake.app.emit('before-quit', quit)
    expect(quit.preventDefault).not.toHaveBeenCalled()
  })

  it('are asked about when the program is quit', async () => {
    workbench.topics.publish({ topic: 'import', state: { state: 'running' } as ImportState })
    const quit = { preventDefault: vi.fn() }
    fake.app.emit('before-quit', quit)
    expect(quit.preventDefault).toHaveBeenCalled()
    await soon()
    expect(fake.messages[0].detail).toContain('The import is thrown away')
    expect(fake.log).toContain('quit')
  })

  it.each(['the shutdown', 'the session'])('ask nobody at the end of %s', (what) => {
    workbench.train({ state: 'running' })
    const end = { preventDefault: vi.fn(), reasons: ['shutdown'] }
    if (what === 'the session') theWindow().emit('query-session-end', end)
    else fake.powerMonitor.emit('shutdown', end)
    // Asks the system for the moments it takes to close the project.
    expect(end.preventDefault).toHaveBeenCalled()
    expect(fake.log.at(-1)).toBe('quit')
    expect(theWindow().close()).toBe(true)
    expect(fake.messages).toEqual([])
  })

  it('hold while the page has labels that are not saved', () => {
    const contents = theWindow().webContents
    fake.answers.push(1, 0)
    const stays = { preventDefault: vi.fn() }
    contents.emit('will-prevent-unload', stays)
    expect(stays.preventDefault).not.toHaveBeenCalled()
    const leaves = { preventDefault: vi.fn() }
    contents.emit('will-prevent-unload', leaves)
    expect(leaves.preventDefault).toHaveBeenCalled()
  })

  it('hold for labels that are not saved also where work was agreed to be broken off', async () => {
    workbench.train({ state: 'running' })
    const quit = () => fake.app.emit('before-quit', { preventDefault() {} })
    quit()
    await soon()
    fake.answers.push(1)
    theWindow().webContents.emit('will-prevent-unload', { preventDefault() {} })
    quit()
    await soon()
    expect(fake.messages.map(({ message }) => message)).toEqual([
      'Training is running.',
      expect.stringContaining('not saved'),
      'Training is running.',
    ])
  })
})
