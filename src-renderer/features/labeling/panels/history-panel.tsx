import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, Flag, FlagOff, Layers, Redo2, SkipForward, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatDateTime } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import { thumbnailUrl } from '../../../lib/pictures.ts'
import { Picture } from '../../sample/sample-picture.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { redo, undo } from '../data/labeling-commands.ts'
import { historyLength, historyQuery } from '../data/queries.ts'
import { useSession, useView } from '../data/session-context.ts'
import { stepWords } from '../logic/history-steps.ts'
import styles from './history-panel.module.css'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })

const icons: Partial<Record<HistoryEntry['kind'], ReactNode>> = {
  bulk: <Layers size={12} aria-hidden="true" />,
  clear: <X size={12} aria-hidden="true" />,
  skip: <SkipForward size={12} aria-hidden="true" />,
  flag: <Flag size={12} aria-hidden="true" />,
  unflag: <FlagOff size={12} aria-hidden="true" />,
}

function Step({ entry }: { entry: HistoryEntry }) {
  const looks = useClassLooks()
  const look = entry.classId === null ? null : looks.get(entry.classId)
  return (
    <li className={styles.step} data-undone={entry.undone || undefined}>
      <span className={styles.picture}>
        {entry.firstSample !== null && <Picture src={thumbnailUrl(entry.firstSample)} lazy />}
      </span>
      <span className={styles.words}>
        {icons[entry.kind]}
        <span>{stepWords(entry)}</span>
        {look && (
          <>
            <span aria-hidden="true">→</span>
            <Swatch colour={look.colour} />
            <span className={styles.class}>{look.name}</span>
          </>
        )}
        {entry.undone && <VisuallyHidden>, undone</VisuallyHidden>}
      </span>
      <time
        className={styles.time}
        dateTime={entry.at}
        title={`${entry.annotator}, ${formatDateTime(entry.at)}`}
      >
        {clock.format(new Date(entry.at))}
      </time>
    </li>
  )
}

/** The last steps, newest first; undone ones struck through. They are kept in the project, over restarts. */
export function HistoryPanel() {
  const session = useSession()
  const open = useView((state) => state.historyOpen)
  const canUndo = useLive((live) => live.labeling?.canUndo ?? false)
  const canRedo = useLive((live) => live.labeling?.canRedo ?? false)
  const { data: history = [] } = useQuery(historyQuery)
  return (
    <section className={styles.panel} data-open={open || undefined} aria-label="History">
      <header className={styles.header}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={() => session.view.setState({ historyOpen: !open })}
        >
          {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          History
          {!open && history.length > 0 && (
            <span className={styles.count}>
              {history.length < historyLength ? history.length : `${historyLength}+`}
            </span>
          )}
        </button>
        <IconButton
          label="Undo"
          keyId="undo"
          size="s"
          icon={<Undo2 size={15} />}
          disabled={!canUndo}
          onClick={() => undo(session)}
        />
        <IconButton
          label="Redo"
          keyId="redo"
          size="s"
          icon={<Redo2 size={15} />}
          disabled={!canRedo}
          onClick={() => redo(session)}
        />
      </header>
      {open && history.length === 0 && <p className={styles.none}>What you label shows up here.</p>}
      {open && history.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ol className={styles.steps} tabIndex={0} aria-label="Last steps, newest first">
          {history.map((entry) => (
            <Step key={entry.eventId} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  )
}
