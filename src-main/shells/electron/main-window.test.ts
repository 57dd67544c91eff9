import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { remember } from './small-file.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { openMainWindow } = await import('./main-window.ts')

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-main-window-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function open(name: string, developerTools = false) {
  const onShown = vi.fn()
  openMainWindow({
    preload: '/build/preload.cjs',
    memoryFile: join(folder, name),
    icon: undefined,
    background: '#0f1115',
    developerTools,
    onShown,
  })
  return { window: fake.windows[fake.windows.length - 1], onShown }
}

describe('the main window', () => {
  it('is shown once, when there is something to see', () => {
    const { window, onShown } = open('none.json')
    expect(window.log).toEqual([])
    expect(window.background).toBe('#0f1115')
    window.emit('ready-to-show')
    window.emit('ready-to-show')
    expect(window.log).toEqual(['show'])
    expect(onShown).toHaveBeenCalledOnce()
  })

  it('is shown also when its page cannot be loaded', () => {
    const { window } = open('none.json')
    window.webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND')
    expect(window.log).toEqual(['show'])
  })

  it('is as it was, on a screen that is there', () => {
    remember(join(folder, 'known.json'), {
      bounds: { x: 5000, y: 0, width: 1000, height: 700 },
      maximized: true,
      fullScreen: true,
    })
    const { window } = open('known.json')
    expect(window.bounds).toEqual({ x: 240, y: 90, width: 1440, height: 900 })
    expect(window.log).toEqual([])
    window.emit('ready-to-show')
    expect(window.log).toEqual(['maximize', 'full screen', 'show'])
  })

  it('is sandboxed and isolated, without Node, and without developer tools in an installed program', () => {
    expect(open('none.json').window.options.webPreferences).toEqual({
      preload: '/build/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    })
    expect(open('none.json', true).window.options.webPreferences.devTools).toBe(true)
  })
})
