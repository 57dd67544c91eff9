import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Workbench } from '../../app/workbench.ts'
import { allows } from './fake-window.ts'
import { LogFile } from './log-file.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { closeBeforeQuit } = await import('./close-before-quit.ts')

let folder: string
let finish: (error?: Error) => void
const close = vi.fn()
const end = vi.fn()
beforeEach(() => {
  vi.useFakeTimers()
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-close-'))
  fake.log.length = 0
  fake.app.removeAllListeners()
  close.mockReset().mockImplementation(
    () =>
      new Promise<void>((resolve, reject) => {
        finish = (error) => (error ? reject(error) : resolve())
      }),
  )
  end.mockReset()
  closeBeforeQuit({ close } as unknown as Workbench, new LogFile(folder), end)
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

const quits = () => allows(fake.app, 'will-quit', {})
const written = () => readFileSync(join(folder, 'fewlabel.log'), 'utf8')

describe('quitting', () => {
  it('waits for the project to be closed, once', async () => {
    expect(quits()).toBe(false)
    expect(quits()).toBe(false)
    expect(end).toHaveBeenCalledOnce()
    expect(close).toHaveBeenCalledOnce()
    expect(fake.log).toEqual([])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.log).toEqual(['quit'])
    expect(quits()).toBe(true)
    expect(written()).toContain('info ended')
  })

  it('goes on when closing fails, and says so', async () => {
    quits()
    finish(new Error('no space left'))
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.log).toEqual(['quit'])
    expect(written()).toContain('error closing failed: Error: no space left')
  })

  it('starts again when it was started meanwhile, and only then', async () => {
    fake.app.emit('second-instance', {}, [], '/', { projects: ['/early.fewlabel'] })
    quits()
    fake.app.emit('second-instance', {}, [], '/', { projects: ['/a.fewlabel'] })
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.log).toEqual([expect.stringMatching(/^again .*\/a\.fewlabel$/), 'quit'])
    expect(fake.log[0]).not.toContain('early')
  })

  it('does not wait for ever', async () => {
    quits()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(fake.log).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(fake.log).toEqual(['exit 1'])
    expect(written()).toContain('closing takes too long')
  })
})
