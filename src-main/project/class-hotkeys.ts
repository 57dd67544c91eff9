/** Letters the window itself uses (flag, comment, undo, redo); no class may have them. */
export const reservedHotkeys: ReadonlySet<string> = new Set(['c', 'f', 'y', 'z'])

const digits = '1234567890'
const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * The key a new class gets: the next free digit (1 … 9, 0), then a free letter, of its own name where possible;
 * null when every key is taken.
 */
export function defaultHotkey(name: string, taken: ReadonlySet<string>): string | null {
  const free = (key: string) => !taken.has(key) && !reservedHotkeys.has(key)
  const ownLetters = [...name.toLowerCase()].filter((letter) => letters.includes(letter))
  return [...digits, ...ownLetters, ...letters].find(free) ?? null
}
