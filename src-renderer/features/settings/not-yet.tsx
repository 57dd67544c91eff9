import { ErrorNotice } from '../../components/error-notice.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import styles from './not-yet.module.css'

/** In place of what the host was asked for: a sign that it is on its way, or why it does not come. */
export function NotYet({ error }: { error: unknown }) {
  if (error) return <ErrorNotice error={toErrorDocument(error)} />
  return (
    <p className={styles.waiting}>
      <Spinner />
    </p>
  )
}
