import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { type ReviewKind, reviewKinds } from '../logic/review-items.ts'
import styles from './review-kinds.module.css'

export interface ReviewKindsProps {
  kind: ReviewKind
  /** Null where a number says nothing. */
  countOf: (kind: ReviewKind) => number | null
  onChoose: (kind: ReviewKind) => void
}

/** What there is to look at again, with how much of it. */
export function ReviewKinds({ kind, countOf, onChoose }: ReviewKindsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div role="group" className={styles.kinds} aria-label={t('quality:review.what')}>
      {reviewKinds.map((each) => {
        const count = countOf(each)
        return (
          <button
            key={each}
            type="button"
            className={styles.kind}
            data-review-kind={each}
            aria-pressed={each === kind}
            data-empty={count === 0 || undefined}
            onClick={() => onChoose(each)}
          >
            <span className={styles.name}>{t(`quality:review.kinds.${each}`)}</span>
            {count !== null && (
              <>
                <VisuallyHidden> · </VisuallyHidden>
                <span className={styles.count}>{formatCount(count)}</span>
              </>
            )}
          </button>
        )
      })}
    </div>
  )
}
