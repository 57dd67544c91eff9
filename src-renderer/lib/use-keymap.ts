import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'
import { type KeyId, keymap } from './keymap.ts'

type KeyHandlers = Partial<Record<KeyId, (event: KeyboardEvent) => void>>

const textFields =
  'textarea, select, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"])'
const layers = '[role="dialog"][data-modal], [role="alertdialog"], [role="menu"], [role="listbox"][data-open]'

/** Keys rest while a text field has the focus or a dialog, menu or list is open above the view. */
function keysRest(event: KeyboardEvent): boolean {
  if (event.isComposing || event.repeat || event.defaultPrevented) return true
  if (event.target instanceof Element && event.target.matches(textFields)) return true
  return document.querySelector(layers) !== null
}

/**
 * Binds entries of the keymap while the component is mounted. The default action is prevented.
 * @param handlers by key id; may change between renders without rebinding
 */
export function useKeymap(handlers: KeyHandlers, enabled = true): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (!enabled) return
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const id of Object.keys(keymap) as KeyId[]) {
      for (const key of keymap[id].keys) {
        bindings[key] = (event) => {
          const handler = latest.current[id]
          if (!handler) return
          event.preventDefault()
          handler(event)
        }
      }
    }
    return tinykeys(window, bindings, { ignore: keysRest })
  }, [enabled])
}
