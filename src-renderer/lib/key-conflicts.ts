import { isCharacterKey, keysOf } from './key-bindings.ts'
import { onMac, patternParts } from './key-caps.ts'
import { type KeyId, keyEntry, keyIds } from './keymap.ts'

const modifierKeys = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'NumLock'])
/** What the input method or a dead key has not finished with. */
const unfinished = new Set(['Dead', 'Process', 'Unidentified'])

/**
 * The pattern that fires for a key press, as the key table writes it; null while only modifiers are held. Letters and
 * signs go by what the key writes; with Alt, and digits, by the place of the key, where macOS writes other characters.
 */
export function patternOf(event: KeyboardEvent): string | null {
  if (modifierKeys.has(event.key) || unfinished.has(event.key)) return null
  const altGraph = event.getModifierState('AltGraph')
  const mod = onMac ? event.metaKey : event.ctrlKey
  const other = onMac ? event.ctrlKey : event.metaKey
  const modifiers: string[] = []
  if (mod && !altGraph) modifiers.push('$mod')
  if (other) modifiers.push(onMac ? 'Control' : 'Meta')
  if (altGraph) modifiers.push('AltGraph')
  else if (event.altKey) modifiers.push('Alt')

  const byPlace = !altGraph && (event.altKey || /^(Digit|Numpad)\d$/.test(event.code))
  const writes = [...event.key].length === 1
  const letter = writes && event.key.toLowerCase() !== event.key.toUpperCase()
  const key =
    event.code === 'Space' ? 'Space' : byPlace ? event.code : writes ? event.key.toLowerCase() : event.key
  // Whether a sign needs Shift differs from keyboard to keyboard.
  if (event.shiftKey) modifiers.push(writes && !letter && !byPlace && key !== 'Space' ? '[Shift]' : 'Shift')
  return [...modifiers, key].join('+')
}

export type KeyConflict =
  /** Another command has it. */
  | { kind: 'command'; id: KeyId }
  /** A class has the letter. */
  | { kind: 'class'; name: string }
  /** Digits are for classes. */
  | { kind: 'digit' }
  /** The browser or the system keeps it for itself, or it moves the focus. */
  | { kind: 'system' }

const systemKeys = new Set([
  ...['Tab', 'Shift+Tab', 'Escape', 'F5', 'F11', 'F12', 'Alt+F4', 'Alt+Tab'],
  ...['w', 't', 'n', 'q', 'r', 'l', 'tab'].map((key) => `$mod+${key}`),
  ...['w', 't', 'n', 'r', 'i'].map((key) => `$mod+Shift+${key}`),
])

/** Patterns that the same press fires are written the same. */
function normal(pattern: string): string {
  const { modifiers, key } = patternParts(pattern)
  const written = modifiers
    .filter((modifier) => !modifier.startsWith('['))
    .map((modifier) => (modifier === (onMac ? 'Meta' : 'Control') ? '$mod' : modifier))
    .sort()
  return [...written, key.replace(/^(Key|Digit)(?=.$)/, '').toLowerCase()].join('+')
}

type Place = 'labeling' | 'review'

function placesOf(id: KeyId): Place[] {
  const { area, review } = keyEntry(id)
  if (area === 'everywhere') return ['labeling', 'review']
  if (area === 'review') return ['review']
  return review ? ['labeling', 'review'] : ['labeling']
}

/**
 * What already has a key that a command is to get, where both could be meant; null when it is free.
 * @param classes with their hotkeys
 */
export function conflictOf(
  id: KeyId,
  pattern: string,
  classes: readonly { name: string; hotkey: string | null }[],
): KeyConflict | null {
  const sought = normal(pattern)
  if ([...systemKeys].some((key) => normal(key) === sought)) return { kind: 'system' }
  const { key } = patternParts(pattern)
  if (isCharacterKey(pattern) && /^(Digit|Numpad)\d$/.test(key)) return { kind: 'digit' }
  const places = placesOf(id)
  const other = keyIds.find(
    (each) =>
      each !== id &&
      placesOf(each).some((place) => places.includes(place)) &&
      keysOf(each).some((taken) => normal(taken) === sought),
  )
  if (other) return { kind: 'command', id: other }
  if (!isCharacterKey(pattern)) return null
  const owner = classes.find(({ hotkey }) => hotkey !== null && hotkey === key)
  return owner ? { kind: 'class', name: owner.name } : null
}
