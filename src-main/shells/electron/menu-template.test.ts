import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuCommands } from '../../contract/desktop.ts'
import { type MenuActions, type MenuState, menuTemplate } from './menu-template.ts'
import { wordsOf } from './words.ts'

const actions = {
  run: vi.fn(),
  newProject: vi.fn(),
  openProject: vi.fn(),
  openRecent: vi.fn(),
  closeProject: vi.fn(),
  showLogs: vi.fn(),
  showNotices: vi.fn(),
} satisfies MenuActions
const state: MenuState = {
  platform: 'linux',
  words: wordsOf('en'),
  hasProject: true,
  keys: { palette: 'CmdOrCtrl+K', map: 'M', queue: 'no key at all' },
  recent: [{ name: 'Cats & dogs', path: '/data/pets.fewlabel' }],
  developerTools: false,
}

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    item,
    ...items(Array.isArray(item.submenu) ? (item.submenu as MenuItemConstructorOptions[]) : []),
  ])
}
const all = (patch: Partial<MenuState> = {}) => items(menuTemplate({ ...state, ...patch }, actions))
const find = (id: string, patch: Partial<MenuState> = {}) => {
  const found = all(patch).find((item) => item.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}
const click = (item: MenuItemConstructorOptions) => (item.click as () => void)()

describe('the menus', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'hold every command of the window once on %s',
    (platform) => {
      const ids = all({ platform }).map(({ id }) => id)
      for (const command of menuCommands) {
        expect(ids.filter((id) => id === command)).toEqual([command])
        click(find(command, { platform }))
        expect(actions.run).toHaveBeenLastCalledWith(command)
      }
    },
  )

  it('offer without a project only what needs none', () => {
    const off = all({ hasProject: false }).filter(({ enabled }) => enabled === false)
    expect(off.map(({ id }) => id)).toEqual([
      'close-project',
      'export',
      'go-data',
      'go-training',
      'go-labeling',
      'go-quality',
      'queue',
      'map',
      'tour',
    ])
    expect(all().filter(({ enabled }) => enabled === false)).toEqual([])
  })

  it('zoom with the keys of every keyboard', () => {
    const zooms = all().filter(({ role }) => role === 'zoomIn')
    expect(zooms.map(({ accelerator, visible }) => [accelerator, visible])).toEqual([
      [undefined, undefined],
      ['CmdOrCtrl+=', false],
      ['CmdOrCtrl+numadd', false],
    ])
  })

  it('open a recent project, whose name is shown as it is', () => {
    const [entry] = find('recent').submenu as MenuItemConstructorOptions[]
    expect(entry.label).toBe('Cats && dogs — /data')
    click(entry)
    expect(actions.openRecent).toHaveBeenCalledWith('/data/pets.fewlabel')
    const [none] = find('recent', { recent: [] }).submenu as MenuItemConstructorOptions[]
    expect(none).toEqual({ label: 'No projects yet', enabled: false })
    expect(find('recent', { platform: 'darwin' }).role).toBe('recentDocuments')
  })

  it('bind none of the keys that the window binds', () => {
    const bound = all().filter((item) => item.accelerator && item.registerAccelerator !== false)
    expect(bound.map(({ accelerator }) => accelerator)).toEqual([
      'CmdOrCtrl+N',
      'CmdOrCtrl+O',
      'CmdOrCtrl+,',
      'CmdOrCtrl+=',
      'CmdOrCtrl+numadd',
      'CmdOrCtrl+numsub',
    ])
  })

  it('print the keys that the window has, where nothing else could take them', () => {
    expect(find('palette')).toMatchObject({ accelerator: 'CmdOrCtrl+K', registerAccelerator: false })
    expect(find('map')).toMatchObject({ accelerator: 'M', registerAccelerator: false })
    expect(find('queue').accelerator).toBeUndefined()
    expect(find('go-data').accelerator).toBeUndefined()
    // There a bare letter would be taken away from text fields.
    expect(find('map', { platform: 'darwin' }).accelerator).toBeUndefined()
  })

  it('are the system’s own where it has such menus', () => {
    expect(menuTemplate({ ...state, platform: 'darwin' }, actions).map(({ role }) => role)).toEqual([
      'appMenu',
      undefined,
      undefined,
      undefined,
      'windowMenu',
      'help',
    ])
  })

  it('have developer tools and notices only where they are', () => {
    const roles = (developerTools: boolean) => all({ developerTools }).map(({ role }) => role)
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(true)).toContain('toggleDevTools')
    expect(
      items(menuTemplate(state, { ...actions, showNotices: null })).some(({ id }) => id === 'notices'),
    ).toBe(false)
  })

  it('speak German', () => {
    const words = wordsOf('de')
    expect(menuTemplate({ ...state, words }, actions).map(({ label }) => label)).toEqual(
      Object.values(words.menu),
    )
    // Every item has a text of ours: the system's own would be English.
    expect(
      all({ words, platform: 'darwin' }).every(
        ({ label, type, role }) => label || type || role === 'appMenu',
      ),
    ).toBe(true)
  })
})
