import { useEffect, useRef } from 'react'
import type { KeyId } from '../../../lib/keymap.ts'
import { classOfHotkey } from '../data/labeling-commands.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { resolveKey } from '../logic/resolve-key.ts'
import { giveClass, moveInRow, setClass, toggleJunk } from '../logic/spot-check.ts'
import { checkColumns } from './check-row.tsx'
import type { SpotCheckFlow } from './use-spot-check.ts'

const keys: readonly KeyId[] = [
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'move-home',
  'move-end',
  'exclude',
  'label',
  'label-cluster',
]
/** Have keys of their own. */
const own = 'button, input, [role="combobox"], [role="listbox"][data-open], [role="option"][data-highlighted]'

/** Keys of the spot check: class keys and X mark the sample in focus, Shift with one says what most are, Enter goes on. */
export function useCheckKeys(session: LabelingSession, flow: SpotCheckFlow): void {
  const latest = useRef(flow)
  useEffect(() => {
    latest.current = flow
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(own)) return
      if (document.querySelector('[role="listbox"][data-open]')) return
      if (event.key === 'Enter' && !event.repeat) {
        event.preventDefault()
        latest.current.confirm()
        return
      }
      const press = resolveKey(event, keys)
      if (!press) return
      event.preventDefault()
      const { change } = latest.current
      if (press.id === 'exclude') change(toggleJunk)
      else if (press.id === 'label' || press.id === 'label-cluster') {
        const classId = classOfHotkey(session, press.hotkey ?? '')
        if (classId === null) return
        change((row) => (press.id === 'label' ? giveClass(row, classId) : setClass(row, classId)))
      } else change((row) => moveInRow(row, press.id, checkColumns))
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [session])
}
