import type { ReactNode } from 'react'
import styles from './facts.module.css'

export interface Fact {
  name: string
  value: ReactNode
  /** Small print under the value. */
  note?: ReactNode
}

/** Numbers in a row, each with its name above. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.name} className={styles.fact}>
          <dt className={styles.name}>{fact.name}</dt>
          <dd className={styles.value}>{fact.value}</dd>
          {fact.note && <dd className={styles.note}>{fact.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
