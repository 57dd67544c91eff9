import { Ban, CircleAlert, Flag, MessageSquare, SkipForward } from 'lucide-react'
import { t } from '../../../lib/i18n.ts'
import type { ShownSample } from '../logic/sample-store.ts'
import styles from './sample-marks.module.css'

/** Small signs on a sample: flagged, commented, skipped, excluded, not saved. {@link markWords} says them. */
export function SampleMarks({ shown: { view, state } }: { shown: ShownSample }) {
  const { skipped, flagged, excluded, comments } = view
  if (!skipped && !flagged && !excluded && comments === 0 && state !== 'failed') return null
  return (
    <span className={styles.marks} aria-hidden="true">
      {state === 'failed' && (
        <span className={`${styles.mark} ${styles.failed}`}>
          <CircleAlert size={12} />
        </span>
      )}
      {excluded && (
        <span className={styles.mark}>
          <Ban size={12} />
        </span>
      )}
      {skipped && (
        <span className={styles.mark}>
          <SkipForward size={11} />
        </span>
      )}
      {comments > 0 && (
        <span className={styles.mark}>
          <MessageSquare size={11} />
        </span>
      )}
      {flagged && (
        <span className={`${styles.mark} ${styles.flag}`}>
          <Flag size={11} />
        </span>
      )}
    </span>
  )
}

/** What the signs and the state of a sample mean, for screen readers and tooltips. */
export function markWords({ view, state }: ShownSample): string[] {
  const words: string[] = []
  if (view.label?.source === 'bulk') words.push(t('labeling:tile.bulk'))
  if (view.excluded) words.push(t('labeling:tile.excluded'))
  if (view.skipped) words.push(t('labeling:tile.skipped'))
  if (view.flagged) {
    const reason = view.flagReason
    words.push(reason ? t('labeling:tile.flaggedFor', { reason }) : t('labeling:tile.flagged'))
  }
  if (view.comments > 0) words.push(t('labeling:tile.comments', { count: view.comments }))
  if (state === 'saving') words.push(t('labeling:tile.saving'))
  if (state === 'failed') words.push(t('labeling:tile.failed'))
  return words
}
