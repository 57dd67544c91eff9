import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DesktopHost } from './desktop-host.ts'
import type { DesktopProgram } from './desktop-program.ts'
import { test as base } from './host.ts'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))

/** For what only the desktop program does. */
export const test = base.extend<{ desktop: DesktopHost }>({
  desktop: async ({ host }, use) => use(host as DesktopHost),
})

/** A small project, made without a window. */
export function makeProject(home: string, name: string): string {
  const rows = Array.from({ length: 24 }, (_, i) => `${i},${Math.sin(i)},${Math.cos(3 * i)},${i % 5}`)
  const table = join(home, `${name}.csv`)
  writeFileSync(table, ['id,a,b,c', ...rows].join('\n'))
  const project = join(home, `${name}.fewlabel`)
  execFileSync(process.execPath, [cli, 'import', project, table, '--id-column', 'id'], {
    env: { ...process.env, FEWLABEL_HOME: home },
    stdio: 'pipe',
  })
  return project
}

/** Chooses an item of the menus as a person does: by its id, or by its role. */
export function chooseMenuItem(program: DesktopProgram, name: string): Promise<void> {
  return program.evaluate(({ BrowserWindow, Menu }, wanted) => {
    const find = (menu: Electron.Menu | null | undefined): Electron.MenuItem | null => {
      for (const item of menu?.items ?? []) {
        // Electron writes roles in small letters. A menu may have a role of its own, but nothing happens when it is chosen.
        const found = item.submenu
          ? find(item.submenu)
          : item.id === wanted || item.role?.toLowerCase() === wanted.toLowerCase()
            ? item
            : null
        if (found) return found
      }
      return null
    }
    const item = find(Menu.getApplicationMenu())
    if (!item) throw new Error(`There is no "${wanted}" in the menus.`)
    if (!item.enabled) throw new Error(`"${item.label}" is greyed out.`)
    // A role does what it does to the window that it is given.
    const [window] = BrowserWindow.getAllWindows()
    item.click(undefined, window, window?.webContents)
  }, name)
}

export interface ShownItem {
  menu: string
  id: string
  label: string
  enabled: boolean
}

/** The items of all menus, those of menus inside menus too. */
export function menuItems(program: DesktopProgram): Promise<ShownItem[]> {
  return program.evaluate(({ Menu }) => {
    const flat = (menu: Electron.Menu, inside: string): ShownItem[] =>
      menu.items.flatMap((item) => [
        { menu: inside, id: item.id, label: item.label, enabled: item.enabled },
        ...(item.submenu ? flat(item.submenu, inside || item.label) : []),
      ])
    const menu = Menu.getApplicationMenu()
    return menu ? flat(menu, '') : []
  })
}

/** Something that the program asked the system for. */
export interface Deed {
  what: string
  with: unknown[]
}

/** Keeps what the program asks of the system from now on, where nothing else shows it. */
export async function watchDeeds(program: DesktopProgram): Promise<() => Promise<Deed[]>> {
  await program.evaluate(({ app, BrowserWindow, Notification, powerSaveBlocker, shell }) => {
    const deeds: Deed[] = []
    ;(globalThis as unknown as { deeds: Deed[] }).deeds = deeds
    const spy = (what: string, object: object, goesOn: boolean) => {
      const on = object as Record<string, (...args: unknown[]) => unknown>
      const original = on[what]
      on[what] = function (this: { title?: string; body?: string }, ...args) {
        const shown = what === 'show' ? [this.title, this.body] : args
        deeds.push({ what, with: shown.filter((item) => typeof item !== 'function') })
        return goesOn ? original.apply(this, args) : Promise.resolve('')
      }
    }
    spy('setProgressBar', BrowserWindow.prototype, true)
    spy('flashFrame', BrowserWindow.prototype, true)
    spy('show', Notification.prototype, true)
    spy('start', powerSaveBlocker, true)
    spy('stop', powerSaveBlocker, true)
    spy('addRecentDocument', app, true)
    spy('openExternal', shell, false)
    spy('openPath', shell, false)
  })
  return () => program.evaluate(() => (globalThis as unknown as { deeds: Deed[] }).deeds)
}

export { ask, expect } from './host.ts'
