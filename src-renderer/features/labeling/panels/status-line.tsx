import { CircleAlert } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../../../components/button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Spinner } from '../../../components/spinner.tsx'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { capsOf, useCaps } from '../../../lib/key-bindings.ts'
import { useLive } from '../../../lib/live-state.ts'
import { lookAtChanges, travel, undo } from '../data/labeling-commands.ts'
import { judgeFailure } from '../data/send-action.ts'
import { useSession, useView } from '../data/session-context.ts'
import { usePendingFor } from '../data/use-pending-for.ts'
import styles from './status-line.module.css'

export interface KeyHint {
  caps: string[]
  does: string
}

/** As the keys are bound at the moment; what is not bound is left out. */
function labelingHints(): KeyHint[] {
  const hints = [
    { caps: ['1–9'], does: t('labeling:status.hints.label') },
    { caps: capsOf('skip'), does: t('labeling:status.hints.skip') },
    { caps: capsOf('exclude'), does: t('labeling:status.hints.exclude') },
    { caps: capsOf('palette'), does: t('labeling:status.hints.palette') },
    { caps: capsOf('help'), does: t('labeling:status.hints.help') },
  ]
  return hints.flatMap(({ caps, does }) => (caps ? [{ caps, does }] : []))
}

export interface StatusLineProps {
  hints?: readonly KeyHint[]
  /** Instead of the usual undo, where more than the label has to go back. */
  onUndo?: () => void
}

/** Under the samples: what the last action did, what is not saved yet, and the keys used most. */
export function StatusLine({ hints, onUndo }: StatusLineProps) {
  const session = useSession()
  const { waiting, failure } = useSyncExternalStore(session.actions.subscribe, session.actions.getState)
  const status = useView((state) => state.status)
  const canUndo = useLive((live) => live.labeling?.canUndo ?? false)
  const lookCaps = useCaps('changes')
  const slow = usePendingFor(waiting.length > 0 && !failure, 400)

  if (failure) {
    const error = toErrorDocument(failure.error)
    const lost = judgeFailure(failure.error) === 'unanswered'
    const behind = waiting.length - 1
    return (
      <div className={`${styles.line} ${styles.failure}`} role="alert">
        <CircleAlert size={16} aria-hidden="true" />
        <p className={styles.text}>
          <strong>{t('labeling:status.notSaved', { message: error.message })}</strong>{' '}
          {lost ? t('labeling:status.kept') : error.remedy}
          {behind > 0 && ` ${t('labeling:status.behind', { count: behind })}`}
        </p>
        <Button size="s" onClick={() => session.actions.discard()}>
          {t('labeling:status.discard')}
        </Button>
        <Button size="s" variant="primary" onClick={() => session.retry()}>
          {t('labeling:status.retry')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.line}>
      {slow ? (
        <p className={styles.text}>
          <Spinner /> {t('labeling:status.saving', { count: waiting.length })}
        </p>
      ) : (
        status && (
          <p key={status.id} className={`${styles.text} ${styles.fresh}`}>
            <span className={styles.done}>{status.words.done}</span>
            {status.words.changed && <span className={styles.changed}>{status.words.changed}</span>}
            {status.changes && (
              <button type="button" className={styles.undo} onClick={() => lookAtChanges(session)}>
                {t('labeling:status.look')} {lookCaps && <Kbd caps={lookCaps} />}
              </button>
            )}
            {status.forward !== null && (
              <button type="button" className={styles.undo} onClick={() => travel(session, status.forward)}>
                {t('labeling:status.forward')}
              </button>
            )}
            {status.undoable && canUndo && (
              <button type="button" className={styles.undo} onClick={onUndo ?? (() => undo(session))}>
                {t('labeling:status.undo')}
              </button>
            )}
          </p>
        )
      )}
      <ul className={styles.hints} aria-label={t('labeling:status.keys')}>
        {(hints ?? labelingHints()).map(({ caps, does }) => (
          <li key={does}>
            <Kbd caps={caps} /> {does}
          </li>
        ))}
      </ul>
    </div>
  )
}
