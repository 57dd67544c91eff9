import { CircleAlert } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../../../components/button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Spinner } from '../../../components/spinner.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { formatCounted } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import { undo } from '../data/labeling-commands.ts'
import { judgeFailure } from '../data/send-action.ts'
import { useSession, useView } from '../data/session-context.ts'
import { usePendingFor } from '../data/use-pending-for.ts'
import styles from './status-line.module.css'

export interface KeyHint {
  caps: string[]
  does: string
}

const labelingHints: readonly KeyHint[] = [
  { caps: ['1–9'], does: 'label' },
  { caps: ['Space'], does: 'skip' },
  { caps: ['F'], does: 'flag' },
  { caps: ['?'], does: 'all keys' },
]

export interface StatusLineProps {
  hints?: readonly KeyHint[]
  /** Instead of the usual undo, where more than the label has to go back. */
  onUndo?: () => void
}

/** Under the samples: what the last action did, what is not saved yet, and the keys used most. */
export function StatusLine({ hints = labelingHints, onUndo }: StatusLineProps) {
  const session = useSession()
  const { waiting, failure } = useSyncExternalStore(session.actions.subscribe, session.actions.getState)
  const status = useView((state) => state.status)
  const canUndo = useLive((live) => live.labeling?.canUndo ?? false)
  const slow = usePendingFor(waiting.length > 0 && !failure, 400)

  if (failure) {
    const error = toErrorDocument(failure.error)
    const lost = judgeFailure(failure.error) === 'unanswered'
    const behind = waiting.length - 1
    return (
      <div className={`${styles.line} ${styles.failure}`} role="alert">
        <CircleAlert size={16} aria-hidden="true" />
        <p className={styles.text}>
          <strong>Not saved: {error.message}</strong>{' '}
          {lost ? 'What you typed is kept here, and saved as soon as it answers.' : error.remedy}
          {behind > 0 && ` ${formatCounted(behind, 'more step')} waiting behind it.`}
        </p>
        <Button size="s" onClick={() => session.actions.discard()}>
          Discard
        </Button>
        <Button size="s" variant="primary" onClick={() => session.retry()}>
          Try again
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.line}>
      {slow ? (
        <p className={styles.text}>
          <Spinner /> Saving {formatCounted(waiting.length, 'step')}…
        </p>
      ) : (
        status && (
          <p key={status.id} className={`${styles.text} ${styles.fresh}`}>
            <span className={styles.done}>{status.words.done}</span>
            {status.words.changed && <span className={styles.changed}>{status.words.changed}</span>}
            {status.undoable && canUndo && (
              <button type="button" className={styles.undo} onClick={onUndo ?? (() => undo(session))}>
                Undo
              </button>
            )}
          </p>
        )
      )}
      <ul className={styles.hints} aria-label="Keys used most">
        {hints.map(({ caps, does }) => (
          <li key={does}>
            <Kbd caps={caps} /> {does}
          </li>
        ))}
      </ul>
    </div>
  )
}
