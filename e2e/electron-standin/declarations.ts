import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Of the Electron that the program is made for. */
export const electronVersion: string = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

export interface DeclaredType {
  /** Methods and properties, inherited ones too. */
  members: ReadonlySet<string>
  /** Names that `on` takes. */
  events: ReadonlySet<string>
}

/*
 * Electron's own declarations, read as text: they are laid out by a generator, one declaration to a line, and reading
 * them so costs a start a few milliseconds where a compiler would cost seconds.
 */
const text = readFileSync(join(folder, 'electron.d.ts'), 'utf8')
const types = new Map<string, DeclaredType>()

/** What a class or interface of electron.d.ts has; null where there is none of that name. */
export function declaredType(name: string): DeclaredType | null {
  const known = types.get(name)
  if (known) return known
  const head = new RegExp(`^  (?:interface|class) ${name}(?: extends ([\\w.]+))?[^\\n]*\\{$`, 'm').exec(text)
  if (!head) return null
  const body = text.slice(head.index + head[0].length, text.indexOf('\n  }\n', head.index))
  const parent = head[1] === undefined ? null : declaredType(head[1])
  const members = Array.from(
    body.matchAll(/^ {4}(?:static |readonly )*(\w+)\??[(:<]/gm),
    ([, member]) => member,
  )
  const events = Array.from(body.matchAll(/^ {4}on\(event: '([\w-]+)'/gm), ([, event]) => event)
  const type = {
    members: new Set([...members, ...(parent?.members ?? [])]),
    events: new Set([...events, ...(parent?.events ?? [])]),
  }
  types.set(name, type)
  return type
}

/** What `import { … } from 'electron'` may name in one kind of process. */
export function exportedNames(kind: 'Main' | 'Renderer' | 'Utility'): string[] {
  const start = text.indexOf(`\n  namespace ${kind} {`)
  const body = text.slice(start, text.indexOf('\n  }\n', start))
  const common = text.indexOf('\n  namespace Common {')
  const shared = text.slice(common, text.indexOf('\n  }\n', common))
  const names = Array.from(`${body}\n${shared}`.matchAll(/^ {4}(?:const|class) (\w+)/gm), ([, name]) => name)
  return [...new Set(names)].sort()
}

/** The type behind a name that is exported: `app` is an App, `session` the class Session itself. */
export function typeOfExport(name: string): string {
  return (
    new RegExp(`^ {4}const ${name}: (?:typeof )?(\\w+);`, 'm').exec(text)?.[1] ??
    (declaredType(name) ? name : name[0].toUpperCase() + name.slice(1))
  )
}
