import { Spinner } from '../../components/spinner.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './waiting.module.css'

/** Shown until the host has told whether a project is open, if that takes longer than a moment. */
export function Waiting() {
  return (
    <main className={styles.waiting}>
      <p className={styles.text}>
        <Spinner />
        {t('frame:connecting')}
      </p>
    </main>
  )
}
