import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeWindow } from './fake-window.ts'
import { recall } from './small-file.ts'
import { windowMemorySchema } from './window-memory.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { keepPlace } = await import('./window-keeper.ts')

let folder: string
let file: string
let window: FakeWindow
beforeEach(() => {
  vi.useFakeTimers()
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-place-'))
  file = join(folder, 'window.json')
  window = new FakeWindow({
    x: 10,
    y: 20,
    width: 1000,
    height: 700,
    backgroundColor: '#fff',
    webPreferences: {},
  })
  keepPlace(window as unknown as BrowserWindow, file)
})
afterEach(() => {
  window.emit('closed')
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

const remembered = () => recall(file, windowMemorySchema)

describe('the place of a window', () => {
  it('is written once it rests, so that a crash does not cost it', () => {
    window.emit('move')
    vi.advanceTimersByTime(400)
    window.bounds = { ...window.bounds, x: 50 }
    window.emit('move')
    vi.advanceTimersByTime(400)
    expect(remembered()).toBeNull()
    vi.advanceTimersByTime(100)
    expect(remembered()?.bounds).toEqual({ x: 50, y: 20, width: 1000, height: 700 })
  })

  it.each(['maximize', 'enter-full-screen', 'leave-full-screen', 'resize'])(
    'is written after %s',
    (event) => {
      window.fullScreen = true
      window.emit(event)
      vi.advanceTimersByTime(500)
      expect(remembered()).toMatchObject({ fullScreen: true, maximized: false })
    },
  )

  it('is written at once when it closes', () => {
    window.maximized = true
    expect(window.close()).toBe(true)
    expect(remembered()?.maximized).toBe(true)
  })

  it('comes back from a screen that is unplugged, and stays where it can be seen', () => {
    window.bounds = { x: 1500, y: 300, width: 1000, height: 700 }
    fake.screen.emit('display-metrics-changed')
    expect(window.bounds.x).toBe(1500)
    window.minimized = true
    fake.screen.emit('display-metrics-changed')
    expect(window.bounds.x).toBe(1500)
    window.minimized = false
    window.bounds = { x: 2500, y: 300, width: 1000, height: 700 }
    fake.screen.emit('display-removed')
    expect(window.bounds).toEqual({ x: 240, y: 90, width: 1440, height: 900 })
  })

  it('is nobody’s business any more when it is closed', () => {
    window.emit('closed')
    expect(fake.screen.listenerCount('display-removed')).toBe(0)
    expect(fake.screen.listenerCount('display-metrics-changed')).toBe(0)
  })
})
