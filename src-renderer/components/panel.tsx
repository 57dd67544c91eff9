import type { ReactNode } from 'react'
import styles from './panel.module.css'

export interface PanelProps {
  title: string
  /** A line under the title. */
  detail?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children?: ReactNode
  footer?: ReactNode
}

/** A titled area of a view. */
export function Panel({ title, detail, actions, children, footer }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title}>{title}</h2>
          {detail && <div className={styles.detail}>{detail}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children && <div className={styles.body}>{children}</div>}
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </section>
  )
}
