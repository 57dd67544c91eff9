import { expect, it, vi } from 'vitest'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { endOnSignals } = await import('./ways-out.ts')

it('ends when a terminal, a service manager or the session says so', () => {
  // Called by hand: the test runner listens to the process as well.
  const listen = vi.spyOn(process, 'on').mockImplementation(() => process)
  const end = vi.fn()
  endOnSignals(end)
  const listeners = listen.mock.calls as unknown as [string, () => void][]
  listen.mockRestore()
  expect(listeners.map(([signal]) => signal)).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const [, heard] of listeners) heard()
  expect(end.mock.calls).toEqual([['SIGINT'], ['SIGTERM'], ['SIGHUP']])
})
