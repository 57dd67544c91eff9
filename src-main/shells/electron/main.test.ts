import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { chooseFileChannel, setLookChannel, showFolderChannel } from './channels.ts'

/*
 * The whole main process over a stand-in for `electron`: what is registered when, what is refused, what is served.
 * Electron itself is met in e2e, where its binary is there.
 */

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)

let folder: string
const home = process.env.FEWLABEL_HOME
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-electron-'))
  process.env.FEWLABEL_HOME = folder
  await import('./main.ts')
})
afterAll(async () => {
  if (home === undefined) delete process.env.FEWLABEL_HOME
  else process.env.FEWLABEL_HOME = home
  await rm(folder, { recursive: true, force: true })
})

/** Patient: on a busy machine everything takes its time. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 })
const ask = (path: string, init?: RequestInit) => fake.serve(new Request(`app://fewlabel${path}`, init))

describe('before the program is ready', () => {
  it('has its scheme, its sandbox, its lock and a folder for Chromium’s files', () => {
    expect(fake.log).toEqual([
      `userData ${join(folder, 'electron')}`,
      `crashDumps ${join(folder, 'logs', 'crashes')}`,
      'crashes {"uploadToServer":false,"ignoreSystemCrashHandler":true}',
      'sandbox',
      'lock {"projects":[]}',
      'scheme app',
    ])
    expect(Object.fromEntries(fake.switches)).toMatchObject({ 'host-resolver-rules': 'MAP * ~NOTFOUND' })
  })
})

describe('when it is ready', () => {
  it('opens one window on its own page, closed to everything else', async () => {
    fake.ready()
    // The workbench is loaded meanwhile, which takes its time on a busy machine.
    await until(() => expect(fake.windows).toHaveLength(1))
    const [window] = fake.windows
    expect(window.address).toBe('app://fewlabel/')
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })

  it('serves the same handler as every shell, with its headers', async () => {
    const response = await ask('/rpc/shell.info')
    expect(await response.json()).toMatchObject({ result: { data: { shell: 'electron', version: '9.9.9' } } })
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await fake.serve(new Request('app://elsewhere/rpc/shell.info'))).status).toBe(404)
  })

  it('asks the system for a file, for its own window only', async () => {
    const request = { kind: 'open-file', title: 'Open', action: 'Open', memory: 'x' }
    expect(await fake.invoke(chooseFileChannel, request)).toBe('/chosen')
    await expect(fake.invoke(chooseFileChannel, { kind: 'open-all' })).rejects.toThrow()
    await expect(fake.invoke(chooseFileChannel, request, 'https://example.org/')).rejects.toThrow('refused')
    await expect(fake.invoke(chooseFileChannel, request, 'app://fewlabel/', 'frame')).rejects.toThrow(
      'refused',
    )
  })

  it('takes the look of the window, and shows its folders', async () => {
    await fake.invoke(setLookChannel, { theme: 'dark', language: 'de' })
    expect(fake.theme.themeSource).toBe('dark')
    expect(fake.item('file')?.label).toBe('&Datei')
    expect(JSON.parse(await readFile(join(folder, 'look.json'), 'utf8'))).toEqual({
      theme: 'dark',
      language: 'de',
    })
    await expect(fake.invoke(setLookChannel, { theme: 'dark', language: 'fr' })).rejects.toThrow('refused')
    await fake.invoke(setLookChannel, { theme: 'system', language: 'en' })
    await fake.invoke(showFolderChannel, 'logs')
    expect(fake.log).toContain(`show ${join(folder, 'logs')}`)
    await expect(fake.invoke(showFolderChannel, '/etc')).rejects.toThrow('refused')
  })

  it('tells in its log what it is, and when its window was there', async () => {
    fake.windows[0].emit('ready-to-show')
    expect(fake.windows[0].log).toContain('show')
    const text = await readFile(join(folder, 'logs', 'fewlabel.log'), 'utf8')
    expect(text).toMatch(/info Fewlabel 9\.9\.9 starts: Electron /)
    expect(text).toMatch(/info window shown after \d+ ms \(entry loaded \d+, /)
  })

  it('opens the project that a second start names', async () => {
    const path = join(folder, 'pets.fewlabel')
    const post = (procedure: string, input?: object) =>
      ask(`/rpc/projects.${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: input && JSON.stringify(input),
      })
    expect((await post('create', { path })).status).toBe(200)
    expect((await post('close')).status).toBe(200)
    expect(await (await ask('/rpc/projects.current')).json()).toEqual({ result: { data: null } })
    fake.app.emit('second-instance', {}, [], '/', { projects: [path] })
    await until(async () => {
      expect(await (await ask('/rpc/projects.current')).json()).toMatchObject({ result: { data: { path } } })
    })
    expect(fake.windows).toHaveLength(1)
    await until(() => expect(fake.state.recent).toEqual([path, path]))
    expect(fake.item('close-project')?.enabled).toBe(true)
  })

  it('says what is wrong with a project that cannot be opened', async () => {
    const path = join(folder, 'none.fewlabel')
    fake.app.emit('open-file', { preventDefault() {} }, path)
    await until(() => expect(fake.messages).toHaveLength(1))
    expect(fake.messages[0]).toMatchObject({
      type: 'error',
      message: 'The project could not be opened',
      detail: expect.stringContaining(path),
    })
  })

  it('closes the project before it quits', async () => {
    const first = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', first)
    expect(first.preventDefault).toHaveBeenCalled()
    await until(() => expect(fake.log.at(-1)).toBe('quit'))
    const second = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', second)
    expect(second.preventDefault).not.toHaveBeenCalled()
    expect(existsSync(join(folder, 'pets.fewlabel-wal'))).toBe(false)
  })
})
