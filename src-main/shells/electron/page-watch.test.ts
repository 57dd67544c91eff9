import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeWindow } from './fake-window.ts'
import { LogFile } from './log-file.ts'
import { wordsOf } from './words.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { watchPage } = await import('./page-watch.ts')

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-page-'))
const log = new LogFile(folder)
afterAll(() => {
  log.close()
  rmSync(folder, { recursive: true, force: true })
})
const { trouble } = wordsOf('en')
const soon = () => new Promise((resolve) => setImmediate(resolve))

let window: FakeWindow
const showLogs = vi.fn()
const quit = vi.fn()
const crash = (reason = 'crashed') =>
  window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
beforeEach(() => {
  fake.messages.length = 0
  fake.answers.length = 0
  showLogs.mockReset()
  quit.mockReset()
  window = new FakeWindow({ x: 0, y: 0, width: 1, height: 1, backgroundColor: '#fff', webPreferences: {} })
  watchPage(window as unknown as BrowserWindow, { log, words: () => wordsOf('en'), showLogs, quit })
})

describe('a page that fails', () => {
  it('is loaded anew three times a minute, then the person decides', async () => {
    for (let i = 0; i < 3; i++) crash()
    expect(window.reloads).toBe(3)
    fake.answers.push(1, 2)
    crash()
    await soon()
    expect(fake.messages[0]).toMatchObject({
      message: trouble.window,
      buttons: [trouble.again, trouble.showLogs, trouble.quit],
    })
    expect(showLogs).toHaveBeenCalledOnce()
    crash('oom')
    await soon()
    expect(quit).toHaveBeenCalledOnce()
    expect(window.reloads).toBe(3)
    expect(readFileSync(join(folder, 'fewlabel.log'), 'utf8')).toContain('gone: oom, exit code 1')
  })

  it('is left alone when it was meant to go', () => {
    crash('clean-exit')
    expect(window.reloads).toBe(0)
  })

  it('is loaded anew when it does not answer and the person wants it; waiting quits nothing', async () => {
    fake.answers.push(0, 2)
    window.emit('unresponsive')
    await soon()
    expect(fake.messages[0].message).toBe(trouble.unresponsive)
    expect(window.reloads).toBe(1)
    window.emit('unresponsive')
    await soon()
    expect(quit).not.toHaveBeenCalled()
    expect(window.reloads).toBe(1)
  })
})
