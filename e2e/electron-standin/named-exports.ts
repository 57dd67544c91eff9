import { typeOfExport } from './declarations.ts'
import { electron } from './electron.ts'
import { refusal } from './refusal.ts'

/** What a name of Electron's stands for; an object that refuses everything where the stand-in has nothing. */
export function namedExport(name: string): unknown {
  if (name in electron) return electron[name as keyof typeof electron]
  const refuse = (what: string): never => {
    throw refusal(typeOfExport(name), what)
  }
  return new Proxy(class {}, {
    get: (_, member) => (typeof member === 'symbol' ? undefined : refuse(member)),
    construct: () => refuse('constructor'),
  })
}
