import { expect, it, vi } from 'vitest'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)
const { enableSandbox } = await import('./sandbox.ts')

it('is there for every page', () => {
  expect(enableSandbox()).toBe(true)
  expect(fake.log).toEqual(['sandbox'])
})

it('is not forced on a system that has none, where nothing would start', () => {
  fake.log.length = 0
  fake.switches.set('no-sandbox', undefined)
  expect(enableSandbox()).toBe(false)
  expect(fake.log).toEqual([])
})
