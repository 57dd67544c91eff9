import type { CSSProperties } from 'react'
import { useClassLooks } from '../data/class-looks.ts'
import styles from './mix-bar.module.css'

export interface MixBarProps {
  /** Shares, largest first; what is missing to 1 is unknown. */
  mix: readonly { classId: number; share: number }[]
}

/** How a cluster divides among the classes; hatched where nothing is known. Words for it stand beside it. */
export function MixBar({ mix }: MixBarProps) {
  const looks = useClassLooks()
  return (
    <span className={styles.bar} aria-hidden="true">
      {mix.map(({ classId, share }) => {
        const look = looks.get(classId)
        if (!look || share < 0.005) return null
        const style = { width: `${share * 100}%`, '--class': look.colour } as CSSProperties
        return <span key={classId} className={styles.part} style={style} />
      })}
    </span>
  )
}
