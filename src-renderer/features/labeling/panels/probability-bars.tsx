import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import { formatConfidence } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { probabilitiesQuery } from '../data/queries.ts'
import { useDebounced } from '../data/use-debounced.ts'
import styles from './probability-bars.module.css'

export interface ProbabilityBarsProps {
  sampleId: number
  /** Classes shown; the rest is summed up. */
  limit: number
}

/** What the model thinks of a sample, class by class. Outlined like every guess. */
export function ProbabilityBars({ sampleId, limit }: ProbabilityBarsProps) {
  const looks = useClassLooks()
  const rested = useDebounced(sampleId, 50)
  const { data } = useQuery({ ...probabilitiesQuery(rested), placeholderData: keepPreviousData })
  if (!data) return <div className={styles.bars} />
  const likely = data.filter((entry) => entry.probability >= 0.005)
  if (likely.length === 0) {
    return <p className={styles.none}>{t('labeling:bars.none')}</p>
  }
  const shown = likely.slice(0, limit)
  const rest = 1 - shown.reduce((sum, entry) => sum + entry.probability, 0)
  return (
    <ul className={styles.bars}>
      {shown.map(({ classId, probability }) => {
        const look = looks.get(classId)
        return (
          look && (
            <li key={classId} className={styles.bar} style={{ '--class': look.colour } as CSSProperties}>
              <span className={styles.name}>{look.name}</span>
              <span className={styles.track}>
                <span className={styles.fill} style={{ width: `${probability * 100}%` }} />
              </span>
              <span className={styles.value}>{formatConfidence(probability)}</span>
            </li>
          )
        )
      })}
      {rest >= 0.01 && (
        <li className={`${styles.bar} ${styles.rest}`}>
          <span className={styles.name}>
            {t(likely.length > limit ? 'labeling:bars.rest' : 'labeling:bars.unknown')}
          </span>
          <span className={styles.track}>
            <span className={styles.unknown} style={{ width: `${rest * 100}%` }} />
          </span>
          <span className={styles.value}>{formatConfidence(rest)}</span>
        </li>
      )}
    </ul>
  )
}
