import type { ReactNode } from 'react'
import styles from './evidence.module.css'

export interface EvidenceProps {
  rows: readonly { key: string; name: ReactNode; says: ReactNode }[]
}

/** Who or what says which class, one line each. */
export function Evidence({ rows }: EvidenceProps) {
  return (
    <dl className={styles.list}>
      {rows.map(({ key, name, says }) => (
        <div key={key} className={styles.row}>
          <dt>{name}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  )
}
