import { reservedHotkeys } from '../contract/labeling.ts'

const digits = '1234567890'
const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * The key a new class gets: its own name where that is one key (the letter A, the digit 7), else the next free digit
 * (1 … 9, 0), then a free letter, of its own name where possible; null when every key is taken.
 */
export function defaultHotkey(name: string, taken: Pick<ReadonlySet<string>, 'has'>): string | null {
  const free = (key: string) => !taken.has(key) && !reservedHotkeys.has(key)
  const own = [...name.toLowerCase()].filter((key) => letters.includes(key) || digits.includes(key))
  const first = name.length === 1 ? own : []
  return [...first, ...digits, ...own, ...letters].find(free) ?? null
}
