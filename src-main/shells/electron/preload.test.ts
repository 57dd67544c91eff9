import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { DesktopBridge } from '../../contract/desktop.ts'
import {
  chooseFileChannel,
  menuChannel,
  setLookChannel,
  showFolderChannel,
  showItemChannel,
} from './channels.ts'

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => electron.exposed.set(name, api) },
  webUtils: { getPathForFile: (file: File) => (file.name === 'made' ? '' : `/data/${file.name}`) },
  ipcRenderer: {} as EventEmitter & { invoke: (channel: string, input: unknown) => Promise<unknown> },
}))
vi.mock('electron', () => electron)

const invoke = vi.fn(async () => '/chosen')
electron.ipcRenderer = Object.assign(new EventEmitter(), { invoke })
await import('./preload.ts')
const bridge = electron.exposed.get('fewlabel') as DesktopBridge

it('gives the page the agreed functions and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['fewlabel'])
  expect(Object.keys(bridge)).toEqual([
    'shell',
    'chooseFile',
    'onMenu',
    'setLook',
    'showFolder',
    'showItem',
    'pathOf',
  ])
})

it('sends on their own channels what the page asks', async () => {
  const request = { kind: 'open-file', title: 'Open', action: 'Open' } as const
  expect(await bridge.chooseFile(request)).toBe('/chosen')
  await bridge.setLook({ theme: 'dark', language: 'de' })
  await bridge.showFolder('logs')
  await bridge.showItem('/data/labels.csv')
  expect(invoke.mock.calls).toEqual([
    [chooseFileChannel, request],
    [setLookChannel, { theme: 'dark', language: 'de' }],
    [showFolderChannel, 'logs'],
    [showItemChannel, '/data/labels.csv'],
  ])
})

it('says where a dropped file lies, and of one that a page made that it lies nowhere', async () => {
  expect(await bridge.pathOf(new File([], 'digits.csv'))).toBe('/data/digits.csv')
  expect(await bridge.pathOf(new File([], 'made'))).toBeNull()
})

it('tells the page what is chosen in the menus, without Electron’s event, until it no longer listens', () => {
  const listener = vi.fn()
  const stop = bridge.onMenu(listener)
  electron.ipcRenderer.emit(menuChannel, { sender: 'ipcRenderer' }, 'about')
  expect(listener.mock.calls).toEqual([['about']])
  expect(stop()).toBeUndefined()
  electron.ipcRenderer.emit(menuChannel, {}, 'help')
  expect(listener).toHaveBeenCalledOnce()
})

it('keeps what is chosen before the page listens', async () => {
  electron.ipcRenderer.emit(menuChannel, {}, 'preferences')
  const listener = vi.fn()
  bridge.onMenu(listener)
  await Promise.resolve()
  expect(listener.mock.calls.map(([command]) => command)).toContain('preferences')
  await Promise.resolve()
  expect(listener.mock.calls.filter(([command]) => command === 'preferences')).toHaveLength(1)
})
