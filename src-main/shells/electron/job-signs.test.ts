import type { BrowserWindow } from 'electron'
import { expect, it, vi } from 'vitest'
import { FakeWindow } from './fake-window.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { JobSigns } = await import('./job-signs.ts')

it('leaves nothing in the dock without a window, and is there again where the window stays', () => {
  const place = { x: 0, y: 0, width: 1000, height: 700 }
  const fakeWindow = new FakeWindow({ ...place, backgroundColor: '#fff', webPreferences: {} })
  const window = fakeWindow as unknown as BrowserWindow
  const signs = new JobSigns()
  signs.windowOpened(window)
  const jobs = [{ kind: 'training', share: 0.25, breaksOff: true } as const]
  signs.show(jobs, window)
  expect(fakeWindow.progress.value).toBe(0.25)
  fakeWindow.emit('close')
  expect(fakeWindow.progress.value).toBe(-1)
  signs.show(jobs, window)
  expect(fakeWindow.progress.value).toBe(0.25)
})
