import type { ReactNode } from 'react'
import styles from './page.module.css'

export interface PageProps {
  /** Name of the view for assistive technology. */
  label: string
  wide?: boolean
  children: ReactNode
}

/** A scrolling column of panels. */
export function Page({ label, wide = false, children }: PageProps) {
  return (
    <div className={styles.scroll}>
      <div className={`${styles.page} ${wide ? styles.wide : ''}`}>
        <h1 className={styles.title}>{label}</h1>
        {children}
      </div>
    </div>
  )
}
