import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { type KeyEntry, type KeyId, keymap } from '../../../lib/keymap.ts'

/** Keys of the labeling view: everything but what works everywhere. */
export const labelingKeys = (Object.keys(keymap) as KeyId[]).filter((id) => keymap[id].area !== 'Everywhere')

const presses = labelingKeys.flatMap((id) =>
  keymap[id].keys.map((pattern) => ({ id, press: parseKeybinding(pattern)[0] })),
)

/** Hotkeys a class can have: digits in the order of the keyboard, then the free letters. */
export const offeredHotkeys: readonly string[] = [...'1234567890abcdefghijklmnopqrstuvwxyz'].filter(
  (key) => !reservedHotkeys.has(key),
)

export interface KeyPress {
  id: KeyId
  /** The class hotkey that was pressed, for `label` and `label-cluster`. */
  hotkey: string | null
  /** Shift with a moving key stretches the selection. */
  extend: boolean
}

/**
 * What a key press means in the labeling view, or null. Digits go by the place of the key (so Shift+1, or a French
 * keyboard, is still 1), letters by what the key writes.
 */
export function resolveKey(event: KeyboardEvent): KeyPress | null {
  for (const { id, press } of presses) {
    if (!matchKeybindingPress(event, press)) continue
    const entry: KeyEntry = keymap[id]
    if (event.repeat && !entry.repeats) return null
    const labels = id === 'label' || id === 'label-cluster'
    return { id, hotkey: labels ? hotkeyOf(event) : null, extend: event.shiftKey }
  }
  return null
}

function hotkeyOf(event: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)
  return digit ? digit[1] : event.key.toLowerCase()
}
