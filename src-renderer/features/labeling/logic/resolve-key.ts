import { reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { commandOf } from '../../../lib/key-bindings.ts'
import { type KeyId, keyEntry, keyIds } from '../../../lib/keymap.ts'

/** Keys of the labeling view. */
export const labelingKeys = keyIds.filter(
  (id) => !['everywhere', 'session', 'review'].includes(keyEntry(id).area),
)

/** Keys of the review list, in the order of the table. */
export const reviewKeys = keyIds.filter((id) => keyEntry(id).review)

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
 * What a key press means in the labeling view, or among other keys of the table; null where it means nothing. Digits go
 * by the place of the key (so Shift+1, or a French
 * keyboard, is still 1), letters by what the key writes.
 */
export function resolveKey(event: KeyboardEvent, among: readonly KeyId[] = labelingKeys): KeyPress | null {
  const id = commandOf(event, among)
  if (!id) return null
  const labels = id === 'label' || id === 'label-cluster'
  return { id, hotkey: labels ? hotkeyOf(event) : null, extend: event.shiftKey }
}

function hotkeyOf(event: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)
  return digit ? digit[1] : event.key.toLowerCase()
}
