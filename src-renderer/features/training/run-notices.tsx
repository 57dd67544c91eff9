import { Info } from 'lucide-react'
import type { TrainingState } from '../../../src-main/contract/window.ts'
import { Panel } from '../../components/panel.tsx'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './run-notices.module.css'

/** What happened in the run that a person may want to know, newest first. */
export function RunNotices({ notices }: { notices: TrainingState['notices'] }) {
  if (notices.length === 0) return null
  return (
    <Panel title={t('training:notices')}>
      <div role="log">
        <ul className={styles.list}>
          {notices.toReversed().map(({ at, message }) => (
            <li key={`${at} ${message}`} className={styles.notice}>
              <Info size={14} aria-hidden="true" />
              <span>{message}</span>
              <time dateTime={at}>{formatTime(at)}</time>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
