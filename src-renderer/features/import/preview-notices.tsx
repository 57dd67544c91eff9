import { Info } from 'lucide-react'
import type { ImportProblem } from '../../../src-main/contract/data.ts'
import { capitalised } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './preview-notices.module.css'

const shown = 4

/** What was decided about the source, before it is imported. */
export function PreviewNotices({ notices }: { notices: readonly ImportProblem[] }) {
  if (notices.length === 0) return null
  return (
    <ul className={styles.notices} aria-label={t('data:preview.notices')}>
      {notices.slice(0, shown).map(({ file, place, reason }) => (
        <li key={`${file}\0${place}\0${reason}`} className={styles.notice}>
          <Info size={14} aria-hidden="true" />
          <span>
            {place && <strong className={styles.place}>{place}</strong>}
            {capitalised(reason)}
          </span>
        </li>
      ))}
      {notices.length > shown && (
        <li className={styles.more}>{t('data:preview.noticesMore', { count: notices.length - shown })}</li>
      )}
    </ul>
  )
}
