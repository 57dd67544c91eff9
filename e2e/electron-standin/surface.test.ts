import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { declaredType, exportedNames, typeOfExport } from './declarations.ts'
import { RefusingEmitter } from './refusal.ts'

/*
 * The stand-in against electron.d.ts: it has nothing that Electron does not have, and all that the shell uses.
 * What is used is read from the sources by name, which misses what a variable of an unnamed type does; that is refused
 * when it happens, in e2e.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const shell = `${root}/src-main/shells/electron`
const sources = readdirSync(shell, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('fake-'))
  .map((name) => ({ name, text: readFileSync(`${shell}/${name}`, 'utf8') }))

/** By the name of its type: objects of the stand-in, or classes of it. */
const surface = new Map<string, object[]>()
let electron: Record<string, object>
let options: Record<string, readonly string[]>

function add(type: string, value: object): void {
  surface.set(type, [...(surface.get(type) ?? []), value])
}

beforeAll(async () => {
  process.env.FEWLABEL_STANDIN = JSON.stringify({ appPath: root, packaged: false, locale: 'en-US' })
  const { BrowserWindowStandIn } = await import('./browser-window.ts')
  const { pagePreferences, windowOptions } = await import('./window-surface.ts')
  const { WebContentsStandIn } = await import('./web-contents.ts')
  const { MenuItemStandIn, menuItemOptions, MenuStandIn } = await import('./menu.ts')
  const { NotificationStandIn, notificationOptions } = await import('./system.ts')
  const { forkOptions, UtilityProcessStandIn } = await import('./utility-process.ts')
  electron = (await import('./electron.ts')).electron
  for (const [name, value] of Object.entries(electron)) add(typeOfExport(name), value)
  const { defaultSession } = await import('./session.ts')
  add('Session', defaultSession)
  add('WebRequest', defaultSession.webRequest)
  add('CommandLine', (electron.app as { commandLine: object }).commandLine)
  const contents = new WebContentsStandIn(0)
  add('WebContents', contents)
  add('WebFrameMain', contents.mainFrame)
  for (const [type, Class] of Object.entries({
    BrowserWindow: BrowserWindowStandIn,
    Menu: MenuStandIn,
    Notification: NotificationStandIn,
    UtilityProcess: UtilityProcessStandIn,
  }))
    add(type, Class)
  add('MenuItem', new MenuItemStandIn({ label: 'x' }))
  options = {
    BrowserWindowConstructorOptions: windowOptions,
    WebPreferences: pagePreferences,
    MenuItemConstructorOptions: menuItemOptions,
    NotificationConstructorOptions: notificationOptions,
    ForkOptions: forkOptions,
  }
})

/** What instances of classes have of their own; no instance is made here. */
const fields: Record<string, string[]> = {
  BrowserWindow: ['id', 'webContents'],
  UtilityProcess: ['pid', 'stderr', 'stdout'],
}

const implemented = () => [...surface].flatMap(([type, all]) => all.map((object) => [type, object] as const))

/** Members of an object or of a class and its instances, but those of every emitter and those that begin with `_`. */
function membersOf(of: object): string[] {
  const names = new Set<string>()
  const add = (from: object | null) => {
    for (
      let at = from;
      at && at !== Object.prototype && at !== RefusingEmitter.prototype;
      at = Object.getPrototypeOf(at)
    ) {
      if (typeof at === 'function' && at !== of) break
      for (const name of Object.getOwnPropertyNames(at)) names.add(name)
    }
  }
  add(of)
  if (typeof of === 'function') add(of.prototype)
  const common = [
    'length',
    'name',
    'prototype',
    'constructor',
    'domain',
    ...Object.keys(RefusingEmitter.prototype),
  ]
  return [...names].filter((name) => !name.startsWith('_') && (!common.includes(name) || name === 'name'))
}

describe('the stand-in for Electron', () => {
  it('exports nothing that Electron does not', () => {
    expect(exportedNames('Main')).toEqual(expect.arrayContaining(Object.keys(electron)))
  })

  it('has only members that Electron declares', () => {
    const invented: string[] = []
    for (const [type, object] of implemented()) {
      const declared = declaredType(type)
      if (!declared) invented.push(type)
      for (const name of membersOf(object)) {
        if (typeof object === 'function' && name === 'name') continue
        if (!declared?.members.has(name)) invented.push(`${type}.${name}`)
      }
    }
    expect(invented).toEqual([])
  })

  it('takes only events that Electron declares', () => {
    for (const [type, object] of implemented()) {
      if (!(object instanceof RefusingEmitter)) continue
      expect([...(declaredType(type)?.events ?? [])], type).toEqual(
        expect.arrayContaining([...object._knownEvents]),
      )
    }
  })

  it('takes only options that Electron declares', () => {
    for (const [type, names] of Object.entries(options)) {
      expect([...(declaredType(type)?.members ?? [])], type).toEqual(expect.arrayContaining([...names]))
    }
  })

  it('has every member of Electron that the shell uses', () => {
    const missing: string[] = []
    let uses = 0
    for (const { name, text } of sources) {
      for (const { type, member } of usedMembers(text)) {
        uses++
        const has = (surface.get(type) ?? []).flatMap(membersOf).concat(fields[type] ?? [])
        if (!has.includes(member) && !(member in RefusingEmitter.prototype))
          missing.push(`${name}: ${type}.${member}`)
      }
    }
    expect(missing).toEqual([])
    expect(uses).toBeGreaterThan(50)
  })

  it('says of what it lacks whether Electron has it', () => {
    const { app } = electron as unknown as { app: Record<string, unknown> }
    expect(() => app.getGPUInfo).toThrow('does not implement App.getGPUInfo, which Electron')
    expect(() => app.frobnicate).toThrow('has no such thing as App.frobnicate')
    const { on } = app as { on: (event: string, listener: () => void) => void }
    expect(() => on.call(app, 'gpu-info-update', () => {})).toThrow('the event "gpu-info-update" of App')
  })
})

/** `app.quit`, and `window.focus` where the file says that `window` is a BrowserWindow. */
function usedMembers(text: string): { type: string; member: string }[] {
  const imported = Array.from(
    text.matchAll(/import (?:type )?\{([^}]*)\} from 'electron'/g),
    ([, names]) => names,
  )
    .join(',')
    .split(',')
    .map((name) => name.replace(/^\s*type\s/, '').trim())
    .filter((name) => name !== '')
  const types = new Map<string, string>()
  for (const name of imported) {
    if (name in electron) types.set(name, typeOfExport(name))
    if (!/^[A-Z]/.test(name) || !surface.has(name)) continue
    for (const [, variable] of text.matchAll(new RegExp(`\\b(\\w+)\\??: ${name}\\b`, 'g')))
      types.set(variable, name)
    for (const [, variable] of text.matchAll(new RegExp(`\\b(\\w+) = new ${name}\\(`, 'g')))
      types.set(variable, name)
  }
  const found: { type: string; member: string }[] = []
  for (const [variable, type] of types) {
    const use = new RegExp(`(?<![-.#\\w'/])${variable}\\??\\.(\\w+)`, 'g')
    for (const [, member] of text.matchAll(use)) found.push({ type, member })
  }
  for (const [, member] of text.matchAll(/\bwebContents\.(\w+)/g)) found.push({ type: 'WebContents', member })
  return found
}
