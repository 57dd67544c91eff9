import { useEffect, useRef } from 'react'
import { useCommands } from '../../../lib/commands.ts'
import { keysRest } from '../../labeling/data/use-labeling-keys.ts'
import { resolveKey, reviewKeys } from '../../labeling/logic/resolve-key.ts'
import type { ReviewCommands } from './review-commands.ts'

/** Items that Page Up and Page Down pass over. */
const page = 8

/** A tab or a kind that is open already has no use for Enter and Space; it keeps the focus when it was pressed to come here. */
function onOpenPlace({ target, defaultPrevented }: KeyboardEvent): boolean {
  return (
    !defaultPrevented &&
    target instanceof Element &&
    target.closest('[role="tab"][aria-selected="true"], [data-review-kind][aria-pressed="true"]') !== null
  )
}

/** Binds the keys of the review list to the window while it is on screen. */
export function useReviewKeys(commands: ReviewCommands): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!onOpenPlace(event) && keysRest(event)) return
      const press = resolveKey(event, reviewKeys)
      if (!press) return
      event.preventDefault()
      const { index, count, ...does } = latest.current
      switch (press.id) {
        case 'move-up':
          return does.moveTo(index - 1)
        case 'move-down':
          return does.moveTo(index + 1)
        case 'move-page-up':
          return does.moveTo(index - page)
        case 'move-page-down':
          return does.moveTo(index + page)
        case 'move-home':
          return does.moveTo(0)
        case 'move-end':
          return does.moveTo(count - 1)
        case 'skip':
          return does.skip()
        case 'flag':
          return does.flag()
        case 'flag-reason':
          return does.flagWithReason()
        case 'comment':
          return does.comment()
        case 'exclude':
          return does.exclude()
        case 'undo':
          return does.undo()
        case 'redo':
          return does.redo()
        case 'changes':
          return does.changes()
        case 'review-accept':
          return does.accept()
        case 'label':
          return does.answerKey(press.hotkey ?? '')
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  useCommands(() => [
    { id: 'undo', run: commands.undo },
    { id: 'redo', run: commands.redo },
  ])
}
