import { Skeleton } from '../../../components/skeleton.tsx'
import styles from './cluster-rows-skeleton.module.css'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Stands in for the clusters while they load. */
export function ClusterRowsSkeleton() {
  return (
    <div className={styles.rows}>
      {rows.map((row) => (
        <div key={row} className={styles.row}>
          <Skeleton width="48px" height="48px" />
          <div className={styles.text}>
            <Skeleton width="55%" />
            <Skeleton width="80%" />
            <Skeleton height="7px" />
          </div>
        </div>
      ))}
    </div>
  )
}
