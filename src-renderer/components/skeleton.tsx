import styles from './skeleton.module.css'

export interface SkeletonProps {
  /** CSS lengths; full width and one line of text by default. */
  width?: string
  height?: string
  round?: boolean
}

/** A placeholder that appears only when loading takes longer than 150 ms. */
export function Skeleton({ width = '100%', height = '1em', round = false }: SkeletonProps) {
  return (
    <span
      className={styles.skeleton}
      style={{ width, height, borderRadius: round ? '50%' : undefined }}
      aria-hidden="true"
    />
  )
}
