import { CircleCheck, CircleSlash, ScanSearch } from 'lucide-react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import type { ReviewKind } from '../logic/review-items.ts'
import styles from './nothing-to-review.module.css'

export interface NothingToReviewProps {
  kind: ReviewKind
  /** Outliers and near-duplicates have been looked for. */
  oddKnown: boolean
}

/** The list is empty, or not there yet. */
export function NothingToReview({ kind, oddKnown }: NothingToReviewProps) {
  const neighbourhood = useLive((live) => live.neighbourhood)
  const unknown = !oddKnown && (kind === 'outliers' || kind === 'duplicates')
  return (
    <div className={styles.centre}>
      {!unknown ? (
        <EmptyState icon={<CircleCheck size={28} />} title={t(`quality:nothing.${kind}.title`)}>
          <p>{t(`quality:nothing.${kind}.text`)}</p>
        </EmptyState>
      ) : neighbourhood?.state === 'off' || neighbourhood?.state === 'failed' ? (
        <EmptyState icon={<CircleSlash size={28} />} title={t('quality:nothing.notCompared')}>
          <p>{neighbourhood.note ?? t('quality:nothing.nothingYet')}</p>
        </EmptyState>
      ) : (
        <EmptyState icon={<ScanSearch size={28} />} title={t('quality:nothing.comparing')}>
          <p>
            {t('quality:nothing.comparingText')}
            {neighbourhood?.progress != null &&
              ` ${t('quality:nothing.progress', { share: formatPercent(neighbourhood.progress) })}`}
          </p>
        </EmptyState>
      )}
    </div>
  )
}
