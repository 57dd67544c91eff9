import type { ReactNode } from 'react'
import styles from './fold.module.css'

export interface FoldProps {
  /** Of several folds with the same group one is open at a time. */
  group: string
  title: string
  /** What is set inside, in a few words; seen while it is folded. */
  state: string
  /** Something is set inside. */
  active: boolean
  children: ReactNode
}

/** Settings that few need, folded away behind what they come to. */
export function Fold({ group, title, state, active, children }: FoldProps) {
  return (
    <details className={styles.fold} name={group}>
      <summary className={styles.summary}>
        <span className={styles.title}>{title}</span>
        <span className={styles.state} data-active={active ? '' : undefined}>
          {state}
        </span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
