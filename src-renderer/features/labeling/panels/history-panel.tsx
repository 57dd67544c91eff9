import { ChevronDown, ChevronRight, Redo2, Undo2 } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { redo, undo } from '../data/labeling-commands.ts'
import { useSession, useView } from '../data/session-context.ts'
import styles from './history-panel.module.css'
import { StepList } from './step-list.tsx'

/** All steps of the project, newest first; each leads to the moment right after it. They are kept over restarts. */
export function HistoryPanel() {
  const session = useSession()
  const open = useView((state) => state.historyOpen)
  const canUndo = useLive((live) => live.labeling?.canUndo ?? false)
  const canRedo = useLive((live) => live.labeling?.canRedo ?? false)
  const { entries, complete, error } = useSyncExternalStore(
    session.history.subscribe,
    session.history.getState,
  )
  return (
    <section className={styles.panel} data-open={open || undefined} aria-label={t('labeling:history.title')}>
      <header className={styles.header}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={() => session.view.setState({ historyOpen: !open })}
        >
          {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          {t('labeling:history.title')}
          {!open && entries.length > 0 && (
            <span className={styles.count}>
              {complete ? formatCount(entries.length) : `${formatCount(entries.length)}+`}
            </span>
          )}
        </button>
        <IconButton
          label={t('labeling:history.undo')}
          keyId="undo"
          size="s"
          icon={<Undo2 size={15} />}
          disabled={!canUndo}
          onClick={() => undo(session)}
        />
        <IconButton
          label={t('labeling:history.redo')}
          keyId="redo"
          size="s"
          icon={<Redo2 size={15} />}
          disabled={!canRedo}
          onClick={() => redo(session)}
        />
      </header>
      {open && entries.length === 0 && error !== null && (
        <p className={styles.none}>
          {t('labeling:history.failed')}{' '}
          <Button size="s" onClick={() => session.refresh()}>
            {t('labeling:status.retry')}
          </Button>
        </p>
      )}
      {open && entries.length === 0 && complete && (
        <p className={styles.none}>{t('labeling:history.none')}</p>
      )}
      {open && entries.length > 0 && <StepList entries={entries} complete={complete === true} />}
    </section>
  )
}
