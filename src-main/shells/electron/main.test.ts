import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { chooseFileChannel } from './channels.ts'

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

const ask = (path: string, init?: RequestInit) => fake.serve(new Request(`app://fewlabel${path}`, init))

describe('before the program is ready', () => {
  it('has its scheme, its sandbox, its lock and a folder for Chromium’s files', () => {
    expect(fake.log).toEqual([
      `userData ${join(folder, 'electron')}`,
      'sandbox',
      'lock {"project":null}',
      'scheme app',
    ])
  })
})

describe('when it is ready', () => {
  it('opens one window on its own page, closed to everything else', async () => {
    fake.ready()
    await vi.waitFor(() => expect(fake.windows).toHaveLength(1))
    const [window] = fake.windows
    expect(window.address).toBe('app://fewlabel/')
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
    expect(window.opens('https://example.org/')).toEqual({ action: 'deny' })
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(window.allows(event, 'https://example.org/')).toBe(false)
      expect(window.allows(event, 'app://fewlabel/#/train')).toBe(true)
    }
    expect(window.allows('will-attach-webview', 'app://fewlabel/')).toBe(false)
  })

  it('lets nothing out and grants nothing', () => {
    expect(fake.requestIsCancelled('https://example.org/x.js')).toBe(true)
    expect(fake.requestIsCancelled('app://fewlabel/main.js')).toBe(false)
    expect(fake.isGranted('geolocation')).toEqual({ asked: false, checked: false })
    expect(fake.isGranted('clipboard-sanitized-write')).toEqual({ asked: true, checked: true })
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
    fake.app.emit('second-instance', {}, [], '/', { project: path })
    await vi.waitFor(async () => {
      expect(await (await ask('/rpc/projects.current')).json()).toMatchObject({ result: { data: { path } } })
    })
    expect(fake.windows).toHaveLength(1)
  })

  it('says what is wrong with a project that cannot be opened', async () => {
    const path = join(folder, 'none.fewlabel')
    fake.app.emit('open-file', { preventDefault() {} }, path)
    await vi.waitFor(() => expect(fake.messages).toHaveLength(1))
    expect(fake.messages[0]).toMatchObject({ type: 'error', detail: expect.stringContaining(path) })
  })

  it('closes the project before it quits', async () => {
    const first = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', first)
    expect(first.preventDefault).toHaveBeenCalled()
    await vi.waitFor(() => expect(fake.log.at(-1)).toBe('quit'))
    const second = { preventDefault: vi.fn() }
    fake.app.emit('will-quit', second)
    expect(second.preventDefault).not.toHaveBeenCalled()
    expect(existsSync(join(folder, 'pets.fewlabel-wal'))).toBe(false)
  })
})
