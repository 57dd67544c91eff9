import { useKeymap } from '../../lib/use-keymap.ts'
import { openGoal } from './goal-store.ts'
import { Notes } from './notes.tsx'
import { PauseOverlay } from './pause-overlay.tsx'
import { pauseWork } from './pause-store.ts'

export interface SessionToolsProps {
  /** The panel is on screen in which the goal is set. */
  withGoal?: boolean
}

/** What somebody at work has at hand in every view that labels: comments, reasons for flags, a break. */
export function SessionTools({ withGoal = false }: SessionToolsProps) {
  useKeymap({ pause: pauseWork, ...(withGoal && { 'set-goal': openGoal }) })
  return (
    <>
      <Notes />
      <PauseOverlay />
    </>
  )
}
