import { useEffect } from 'react'
import type { KeyId } from '../../../lib/keymap.ts'
import { type KeyPress, resolveKey } from '../logic/resolve-key.ts'
import {
  back,
  classOfHotkey,
  clearLabel,
  labelClusterWith,
  labelWith,
  move,
  newClassFieldId,
  redo,
  resizeTiles,
  selectAll,
  selectNone,
  skip,
  toggleFlag,
  undo,
  zoom,
} from './labeling-commands.ts'
import type { LabelingSession } from './labeling-session.ts'

/** In a closed list of choices, too, letters choose. */
const fields = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-open]'
const modalLayers =
  '[role="dialog"][data-modal], [role="alertdialog"], [role="menu"], [role="listbox"][data-open]'
const pressable = 'a, button, summary, [role="button"], [role="tab"]'

/** Keys rest in text fields and while a dialog or menu is open; Space and Enter belong to a button in focus. */
export function keysRest(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(`${fields}, ${layers}`) || document.querySelector(modalLayers)) return true
  return (event.key === ' ' || event.key === 'Enter') && Boolean(target?.closest(pressable))
}

type Command = (session: LabelingSession, press: KeyPress) => void

const labelKey: Command = (session, { id, hotkey }) => {
  const classId = classOfHotkey(session, hotkey ?? '')
  if (classId === null) return
  if (id === 'label') labelWith(session, classId)
  else labelClusterWith(session, classId)
}
const moveKey: Command = (session, { id, extend }) => move(session, id, extend)

const commands: Partial<Record<KeyId, Command>> = {
  label: labelKey,
  'label-cluster': labelKey,
  skip,
  flag: toggleFlag,
  clear: clearLabel,
  undo,
  redo,
  back,
  zoom,
  'select-all': (session) => void selectAll(session),
  'select-none': selectNone,
  'cluster-next': (session) => session.stepCluster(1),
  'cluster-previous': (session) => session.stepCluster(-1),
  queue: (session) => session.setMode(session.view.getState().mode === 'queue' ? 'clusters' : 'queue'),
  'tiles-larger': (session) => resizeTiles(session, 1),
  'tiles-smaller': (session) => resizeTiles(session, -1),
  'new-class': () => document.getElementById(newClassFieldId)?.focus(),
  'move-left': moveKey,
  'move-right': moveKey,
  'move-up': moveKey,
  'move-down': moveKey,
  'move-page-up': moveKey,
  'move-page-down': moveKey,
  'move-home': moveKey,
  'move-end': moveKey,
}

/** Binds the keys of the labeling view to the window while the view is on screen. */
export function useLabelingKeys(session: LabelingSession): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (keysRest(event)) return
      const press = resolveKey(event)
      if (!press) return
      event.preventDefault()
      commands[press.id]?.(session, press)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [session])
}
