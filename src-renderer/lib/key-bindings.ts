import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { create } from 'zustand'
import { patternCaps, patternParts } from './key-caps.ts'
import { type KeyId, keyEntry, keyIds } from './keymap.ts'

export interface KeyBindings {
  /** Patterns that people chose in place of those of the table; an empty list unbinds. */
  overrides: Partial<Record<KeyId, readonly string[]>>
  /** Off: keys that are one letter, digit or sign do nothing (WCAG 2.1.4). */
  characterKeys: boolean
}

const storageKey = 'fewlabel.keys'
const nothingChanged: KeyBindings = { overrides: {}, characterKeys: true }

/** What is bound at the moment; change it through the functions below, which remember it. */
export const useKeyBindings = create<KeyBindings>(() => nothingChanged)

/** Binds the remembered keys; called once, before the first paint. What cannot be read is left out. */
export function restoreKeyBindings(): void {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? 'null')
    if (stored === null || typeof stored !== 'object') return
    const { overrides, characterKeys } = stored as Partial<Record<keyof KeyBindings, unknown>>
    const known = Object.entries(overrides ?? {}).filter(
      ([id, keys]) =>
        keyIds.includes(id as KeyId) &&
        Array.isArray(keys) &&
        keys.every((key) => typeof key === 'string' && key !== ''),
    )
    useKeyBindings.setState({
      overrides: Object.fromEntries(known),
      characterKeys: characterKeys !== false,
    })
  } catch {
    window.localStorage.removeItem(storageKey)
  }
}

function change(next: Partial<KeyBindings>): void {
  useKeyBindings.setState(next)
  window.localStorage.setItem(storageKey, JSON.stringify(useKeyBindings.getState()))
}

/** The patterns that fire a command at the moment. */
export function keysOf(id: KeyId): readonly string[] {
  return useKeyBindings.getState().overrides[id] ?? keyEntry(id).keys
}

/** Binds a command to these patterns and no others. */
export function setKeys(id: KeyId, keys: readonly string[]): void {
  const { [id]: _, ...others } = useKeyBindings.getState().overrides
  const asTable = keys.join(' ') === keyEntry(id).keys.join(' ')
  change({ overrides: asTable ? others : { ...others, [id]: keys } })
}

export function resetKeys(): void {
  change({ overrides: {} })
}

export function setCharacterKeys(characterKeys: boolean): void {
  change({ characterKeys })
}

/** Keycaps of a command, one list per alternative; those that differ only in what some keyboards need count once. */
export function allCapsOf(id: KeyId): string[][] {
  const { overrides } = useKeyBindings.getState()
  const { caps } = keyEntry(id)
  if (caps && !overrides[id]) return caps()
  const found = new Map<string, string[]>()
  for (const pattern of keysOf(id)) {
    const { modifiers } = patternParts(pattern)
    if (modifiers.includes('AltGraph') && !overrides[id]) continue
    const list = patternCaps(pattern)
    found.set(list.join(), list)
  }
  return [...found.values()]
}

/** Keycaps of a command to print beside a button; undefined when it is not bound. In components, `useCaps`. */
export function capsOf(id: KeyId): string[] | undefined {
  return allCapsOf(id)[0]
}

/** {@link capsOf}, drawn anew when people bind other keys. */
export function useCaps(id: KeyId): string[] | undefined {
  useKeyBindings()
  return capsOf(id)
}

/** Whether a pattern is one character without a modifier that keeps it apart from typing. */
export function isCharacterKey(pattern: string): boolean {
  const { modifiers, key } = patternParts(pattern)
  if (modifiers.some((modifier) => ['$mod', 'Control', 'Meta', 'Alt'].includes(modifier))) return false
  return [...key].length === 1 || key.startsWith('(') || /^(Digit|Numpad|Key)./.test(key)
}

const parsed = new Map<string, ReturnType<typeof parseKeybinding>[number]>()

function matches(event: KeyboardEvent, pattern: string): boolean {
  let press = parsed.get(pattern)
  if (!press) {
    press = parseKeybinding(pattern)[0]
    parsed.set(pattern, press)
  }
  return matchKeybindingPress(event, press)
}

/** Shift and a digit writes a sign that differs from keyboard to keyboard; it is always the digit's. */
function isShiftedDigit(event: KeyboardEvent): boolean {
  return (
    event.shiftKey &&
    /^Digit\d$/.test(event.code) &&
    !['Alt', 'AltGraph', 'Control', 'Meta'].some((modifier) => event.getModifierState(modifier))
  )
}

/** The first of these commands that a key press fires, or null. A key held down fires only what moves about. */
export function commandOf(event: KeyboardEvent, among: readonly KeyId[]): KeyId | null {
  const { characterKeys } = useKeyBindings.getState()
  const digit = isShiftedDigit(event)
  for (const id of among) {
    if (digit && id !== 'label-cluster') continue
    const fires = keysOf(id).some(
      (pattern) => (characterKeys || !isCharacterKey(pattern)) && matches(event, pattern),
    )
    if (!fires) continue
    return event.repeat && !keyEntry(id).repeats ? null : id
  }
  return null
}

/** The command that has a letter or digit which a class could have, and so stands in its way, or null. */
export function commandOfHotkey(hotkey: string): KeyId | null {
  return keyIds.find((id) => !keyEntry(id).fixed && keysOf(id).includes(hotkey)) ?? null
}

/** Whether a class is given by its letter or digit: no command has it, and keys of one character are not switched off. */
export function hotkeyWorks(hotkey: string): boolean {
  return useKeyBindings.getState().characterKeys && commandOfHotkey(hotkey) === null
}
