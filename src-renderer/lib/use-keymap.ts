import { useEffect, useRef } from 'react'
import { useCommands } from './commands.ts'
import { commandOf } from './key-bindings.ts'
import { isLayerOpen } from './key-layers.ts'
import { type KeyId, keyEntry, keyIds } from './keymap.ts'
import { isTextField } from './text-fields.ts'

type KeyHandlers = Partial<Record<KeyId, () => void>>

const pressable = 'a, button, summary, [role="button"], [role="tab"]'

/** Keys rest while a dialog, menu or list is open above the view; Enter and Space belong to a button in focus. */
function keysRest(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented || isLayerOpen()) return true
  const onButton = event.target instanceof Element && event.target.closest(pressable) !== null
  return onButton && (event.key === 'Enter' || event.key === ' ')
}

/**
 * Binds entries of the keymap while the component is mounted, and offers them in the command palette. The default action
 * is prevented.
 * @param handlers by key id; may change between renders without rebinding
 */
export function useKeymap(handlers: KeyHandlers, enabled = true): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      if (keysRest(event)) return
      const bound = keyIds.filter((id) => latest.current[id])
      const id = commandOf(
        event,
        isTextField(event.target) ? bound.filter((each) => keyEntry(each).inFields) : bound,
      )
      if (!id) return
      event.preventDefault()
      latest.current[id]?.()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [enabled])
  useCommands(() =>
    enabled ? keyIds.flatMap((id) => (handlers[id] ? [{ id, run: handlers[id] }] : [])) : [],
  )
}
