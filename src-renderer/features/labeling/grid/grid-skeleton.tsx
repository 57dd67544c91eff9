import { Skeleton } from '../../../components/skeleton.tsx'
import styles from './grid-skeleton.module.css'

/** Stands in for the samples while the first cluster loads. */
export function GridSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy="true">
      <div className={styles.header}>
        <Skeleton width="48px" height="48px" />
        <Skeleton width="180px" height="20px" />
      </div>
    </div>
  )
}
