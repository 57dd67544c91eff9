import { Spinner } from '../../components/spinner.tsx'
import styles from './waiting.module.css'

/** Shown until the host has told whether a project is open, if that takes longer than a moment. */
export function Waiting() {
  return (
    <main className={styles.waiting}>
      <p className={styles.text}>
        <Spinner />
        Connecting to Fewlabel…
      </p>
    </main>
  )
}
