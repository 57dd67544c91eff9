import { Fragment } from 'react'
import styles from './kbd.module.css'

/** Keycaps pressed together: ['Ctrl', 'Z'] */
export function Kbd({ caps }: { caps: string[] }) {
  return (
    <span className={styles.keys}>
      {caps.map((cap, index) => (
        <Fragment key={cap}>
          {index > 0 && (
            <span className={styles.plus} aria-hidden="true">
              +
            </span>
          )}
          <kbd className={styles.cap}>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
