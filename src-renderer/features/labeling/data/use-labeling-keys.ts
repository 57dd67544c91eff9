import { useEffect } from 'react'
import { type OwnCommand, useCommands } from '../../../lib/commands.ts'
import { t } from '../../../lib/i18n.ts'
import { isLayerOpen } from '../../../lib/key-layers.ts'
import type { KeyId } from '../../../lib/keymap.ts'
import { type KeyPress, labelingKeys, resolveKey } from '../logic/resolve-key.ts'
import { historyListId } from '../work-area.ts'
import {
  askToSplit,
  back,
  checkCluster,
  classOfHotkey,
  clearLabel,
  comment,
  flagWithReason,
  labelClusterWith,
  labelWith,
  lookAtChanges,
  move,
  newClassFieldId,
  openChosen,
  redo,
  resizeTiles,
  selectAll,
  selectNone,
  skip,
  toggleExcluded,
  toggleFlag,
  toggleMode,
  undo,
  zoom,
} from './labeling-commands.ts'
import type { LabelingSession } from './labeling-session.ts'

/** In a closed list of choices, too, letters choose. */
const fields = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-open]'
const pressable = 'a, button, summary, [role="button"], [role="tab"]'

/** Keys rest in text fields and while a dialog or menu is open; Space and Enter belong to a button in focus. */
export function keysRest(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(`${fields}, ${layers}`) || isLayerOpen()) return true
  return (event.key === ' ' || event.key === 'Enter') && Boolean(target?.closest(pressable))
}

type Command = (session: LabelingSession, press: KeyPress) => void

const labelKey: Command = (session, { id, hotkey }) => {
  const classId = classOfHotkey(session, hotkey ?? '')
  if (classId === null) return
  if (id === 'label') labelWith(session, classId)
  else void labelClusterWith(session, classId)
}
const moveKey: Command = (session, { id, extend }) => move(session, id, extend)

const commands: Partial<Record<KeyId, Command>> = {
  label: labelKey,
  'label-cluster': labelKey,
  skip,
  exclude: toggleExcluded,
  flag: toggleFlag,
  'flag-reason': flagWithReason,
  comment,
  clear: clearLabel,
  undo,
  redo,
  back,
  zoom,
  'select-all': (session) => void selectAll(session),
  'select-none': selectNone,
  'cluster-next': (session) => session.stepCluster(1),
  'cluster-previous': (session) => session.stepCluster(-1),
  'split-cluster': askToSplit,
  queue: (session) => toggleMode(session, 'queue'),
  map: (session) => toggleMode(session, 'map'),
  changes: lookAtChanges,
  travel: (session) => {
    session.view.setState({ historyOpen: true })
    requestAnimationFrame(() => document.getElementById(historyListId)?.focus())
  },
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
      const command = press && commands[press.id]
      // The classes and the map have keys of their own.
      if (!command || isLeftToMap(session, press)) return
      event.preventDefault()
      command(session, press)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [session])
  useCommands(() => [
    ...offered.flatMap((id) => {
      const command = commands[id]
      return command ? [{ id, run: () => command(session, { id, hotkey: null, extend: false }) }] : []
    }),
    ...clusterCommands(session),
  ])
}

/** Keys that mean nothing without a place in a list. */
const unoffered: ReadonlySet<KeyId> = new Set<KeyId>(['label', 'label-cluster', 'select-none', 'back'])
const offered = labelingKeys.filter((id) => !unoffered.has(id) && !id.startsWith('move-'))

/** Moving about and sizes are the map's own while it is on screen. */
function isLeftToMap(session: LabelingSession, { id }: KeyPress): boolean {
  if (session.view.getState().mode !== 'map') return false
  return id.startsWith('move-') || id.startsWith('tiles-') || id === 'zoom' || id === 'select-all'
}

/** Commands of the moment: what has no key of its own. */
function clusterCommands(session: LabelingSession): OwnCommand[] {
  const { mode, hideExcluded, selection } = session.view.getState()
  const group = t('labeling:commands.group')
  return [
    {
      id: 'labeling:check-cluster',
      group,
      title: t('labeling:commands.checkCluster'),
      run: () => checkCluster(session),
    },
    {
      id: 'labeling:open-selection',
      group,
      title: t('labeling:commands.openSelection'),
      enabled: selection.chosen.size > 0,
      run: () => openChosen(session),
    },
    {
      id: 'labeling:hide-excluded',
      group,
      title: t(hideExcluded ? 'labeling:commands.showExcluded' : 'labeling:commands.hideExcluded'),
      enabled: mode === 'clusters',
      run: () => session.setHideExcluded(!hideExcluded),
    },
    {
      id: 'labeling:resort',
      group,
      title: t('labeling:commands.resort'),
      run: () => session.resort(),
    },
  ]
}
