import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { LogFile } from './log-file.ts'
import { wordsOf } from './words.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { keepCrashDumps, watchForFailures } = await import('./crash-watch.ts')

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-crash-'))
const log = new LogFile(folder)
afterAll(() => {
  log.close()
  rmSync(folder, { recursive: true, force: true })
})
const written = () => readFileSync(join(folder, 'fewlabel.log'), 'utf8')

it('keeps dumps of crashes here and sends none', () => {
  keepCrashDumps('/logs/crashes')
  expect(fake.log).toEqual([
    'crashDumps /logs/crashes',
    'crashes {"uploadToServer":false,"ignoreSystemCrashHandler":true}',
  ])
})

it('writes down what nobody foresaw, and tells of it once', async () => {
  // Called by hand: the test runner listens to the process as well.
  const listen = vi.spyOn(process, 'on').mockImplementation(() => process)
  const showLogs = vi.fn()
  watchForFailures(log, () => wordsOf('de'), showLogs)
  const listeners = Object.fromEntries(listen.mock.calls) as Record<string, (error: unknown) => void>
  listen.mockRestore()
  listeners.uncaughtException(new Error('before there is anybody to tell'))
  expect(fake.messages).toEqual([])
  fake.ready()
  fake.answers.push(1)
  listeners.uncaughtException(new Error('first'))
  listeners.unhandledRejection(new Error('second'))
  await vi.waitFor(() => expect(showLogs).toHaveBeenCalledOnce())
  expect(fake.messages.map(({ message }) => message)).toEqual([wordsOf('de').trouble.unexpected])
  for (const text of ['before there is anybody', 'error an exception', 'first', 'second']) {
    expect(written()).toContain(text)
  }
})

it('writes down which process is gone, unless it was meant to go', () => {
  const gone = { type: 'GPU', reason: 'crashed', exitCode: 139 }
  fake.app.emit('child-process-gone', {}, gone)
  fake.app.emit('child-process-gone', {}, { ...gone, type: 'Utility', name: 'Fewlabel engine' })
  fake.app.emit('child-process-gone', {}, { ...gone, type: 'Zygote', reason: 'clean-exit' })
  expect(written()).toContain('warning a process is gone: GPU, crashed, exit code 139')
  expect(written()).toContain('a process is gone: Fewlabel engine, crashed')
  expect(written()).not.toContain('Zygote')
})
