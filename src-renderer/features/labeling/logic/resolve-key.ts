import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { type KeyEntry, type KeyId, keymap } from '../../../lib/keymap.ts'

const keyIds = Object.keys(keymap) as KeyId[]

/** Keys of the labeling view. */
export const labelingKeys = keyIds.filter((id) => !['Everywhere', 'Review'].includes(keymap[id].area))

const reviewed: readonly KeyId[] = [
  'move-up',
  'move-down',
  'move-page-up',
  'move-page-down',
  'move-home',
  'move-end',
  'skip',
  'flag',
  'undo',
  'redo',
  'review-accept',
  'label',
]
/** Keys of the review list, in the order of the table. */
export const reviewKeys = keyIds.filter((id) => reviewed.includes(id))

const presses = new Map(
  keyIds.map((id) => [id, keymap[id].keys.map((pattern) => parseKeybinding(pattern)[0])]),
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
 * What a key press means in the labeling view, or among other keys of the table; null where it means nothing. Digits go by the place of the key (so Shift+1, or a French
 * keyboard, is still 1), letters by what the key writes.
 */
export function resolveKey(event: KeyboardEvent, among: readonly KeyId[] = labelingKeys): KeyPress | null {
  for (const id of among) {
    if (!presses.get(id)?.some((press) => matchKeybindingPress(event, press))) continue
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
