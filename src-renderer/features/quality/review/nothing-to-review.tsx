import { CircleCheck, CircleSlash, ScanSearch } from 'lucide-react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatPercent } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import type { ReviewKind } from '../logic/review-items.ts'
import styles from './nothing-to-review.module.css'

const words: Record<ReviewKind, { title: string; text: string }> = {
  suspects: {
    title: 'No label looks wrong',
    text: 'A label is listed here when everything else speaks against it: had the sample no label, its class would be improbable.',
  },
  disputes: {
    title: 'Nobody disagrees',
    text: 'When people give one sample different classes, it is listed here until somebody settles it.',
  },
  outliers: {
    title: 'No sample stands out',
    text: 'Samples much farther from all others than usual are listed here: rare ones, and such as do not belong.',
  },
  duplicates: {
    title: 'No two samples are nearly the same',
    text: 'Groups of near-copies are listed here. Counted one by one, they would make a set look larger than it is.',
  },
}

export interface NothingToReviewProps {
  kind: ReviewKind
  /** Outliers and near-duplicates have been looked for. */
  oddKnown: boolean
}

/** The list is empty, or not there yet. */
export function NothingToReview({ kind, oddKnown }: NothingToReviewProps) {
  const neighbourhood = useLive((live) => live.neighbourhood)
  const unknown = !oddKnown && (kind === 'outliers' || kind === 'duplicates')
  const { title, text } = words[kind]
  return (
    <div className={styles.centre}>
      {!unknown ? (
        <EmptyState icon={<CircleCheck size={28} />} title={title}>
          <p>{text}</p>
        </EmptyState>
      ) : neighbourhood?.state === 'off' || neighbourhood?.state === 'failed' ? (
        <EmptyState icon={<CircleSlash size={28} />} title="The samples were not compared with each other">
          <p>{neighbourhood.note ?? 'There is nothing to compare yet.'}</p>
        </EmptyState>
      ) : (
        <EmptyState icon={<ScanSearch size={28} />} title="Comparing all samples with each other">
          <p>
            This goes on in the background after a training; labeling does not wait for it.
            {neighbourhood?.progress != null && ` ${formatPercent(neighbourhood.progress)} done.`}
          </p>
        </EmptyState>
      )}
    </div>
  )
}
