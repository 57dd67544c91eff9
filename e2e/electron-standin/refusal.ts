import { EventEmitter } from 'node:events'
import { declaredType, electronVersion } from './declarations.ts'

/** Looked up by Node, test runners and `await` on anything at all. */
const askedOfAnything = new Set([
  'then',
  'toJSON',
  'inspect',
  'domain',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
  '__esModule',
])

/** The error for what a program asks of Electron and the stand-in does not have. */
export function refusal(type: string, what: string, kind: 'member' | 'event' | 'option' = 'member'): Error {
  const declared = declaredType(type)
  const known = kind === 'event' ? declared?.events.has(what) : declared?.members.has(what)
  const named = kind === 'member' ? `${type}.${what}` : `the ${kind} "${what}" of ${type}`
  return new Error(
    known
      ? `The stand-in for Electron does not implement ${named}, which Electron ${electronVersion} has. Add it to e2e/electron-standin.`
      : `Electron ${electronVersion} has no such thing as ${named}, by its electron.d.ts.`,
  )
}

/**
 * The object, with an error in place of `undefined` for whatever it does not have. Names that begin with `_` are the
 * stand-in's own.
 *
 * @param type name in electron.d.ts
 */
export function refusing<Target extends object>(type: string, target: Target): Target {
  const isKnown = (on: Target, name: string | symbol) =>
    typeof name === 'symbol' || name in on || name.startsWith('_') || askedOfAnything.has(name)
  return new Proxy(target, {
    get(on, name, receiver) {
      if (!isKnown(on, name)) throw refusal(type, String(name))
      return Reflect.get(on, name, receiver)
    },
    set(on, name, value, receiver) {
      if (!isKnown(on, name)) throw refusal(type, String(name))
      return Reflect.set(on, name, value, receiver)
    },
  })
}

/** Refuses options that Electron does not have, and those that the stand-in would pass over in silence. */
export function refuseOptions(
  type: string,
  options: object,
  implemented: readonly string[],
  unset: (name: string) => boolean = () => false,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || unset(name) || implemented.includes(name)) continue
    throw refusal(type, name, 'option')
  }
}

/** An emitter of Electron's: refuses members that are not there, and events that would never come. */
export class RefusingEmitter extends EventEmitter {
  readonly _type: string
  readonly _knownEvents: readonly string[]

  constructor(type: string, events: readonly string[]) {
    super()
    this._type = type
    this._knownEvents = events
    // biome-ignore lint/correctness/noConstructorReturn: everything below is to see the object as its users do
    return refusing(type, this)
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this._check(event)
    return super.on(event, listener as () => void)
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener)
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this._check(event)
    return super.once(event, listener as () => void)
  }

  override prependListener(event: string | symbol, listener: (...args: never[]) => void): this {
    this._check(event)
    return super.prependListener(event, listener as () => void)
  }

  /** Emits an event that listeners can prevent. Returns whether none did. */
  _ask(event: string, details: object = {}, ...rest: unknown[]): boolean {
    const asked = preventable(details)
    this.emit(event, asked, ...rest)
    return !asked.defaultPrevented
  }

  _check(event: string | symbol): void {
    if (typeof event === 'symbol' || event === 'newListener' || event === 'removeListener') return
    if (!this._knownEvents.includes(event)) throw refusal(this._type, event, 'event')
  }
}

/** An event object as Electron hands it to listeners. */
export function preventable<Details extends object>(details: Details) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
