/*
 * Messages between a preload script and the main process are structured clones. They travel as JSON here, which knows
 * fewer kinds of values; those it does not know are refused and not changed on the way.
 */
const nothing = '\u0000undefined'

export function toText(value: unknown): string {
  return JSON.stringify([value], (_key, item) => {
    if (item === undefined) return nothing
    if (typeof item === 'function' || typeof item === 'symbol')
      throw new Error('An object could not be cloned.')
    const isPlain = typeof item !== 'object' || item === null || Array.isArray(item) || isPlainObject(item)
    if (!isPlain || typeof item === 'bigint')
      throw new Error(`The stand-in for Electron passes on plain values only, not ${String(item)}.`)
    return item
  })
}

export function fromText(text: string): unknown {
  return revive((JSON.parse(text) as unknown[])[0])
}

function revive(item: unknown): unknown {
  if (item === nothing) return undefined
  if (Array.isArray(item)) return item.map(revive)
  if (typeof item !== 'object' || item === null) return item
  return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, revive(inner)]))
}

function isPlainObject(item: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(item)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
