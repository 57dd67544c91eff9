import { Badge } from '../../../components/badge.tsx'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { LabelChip } from '../label-chip.tsx'
import type { ShownSample } from '../logic/sample-store.ts'
import styles from './queue-sample.module.css'

/** Its name and marks, and what a person or else the model says it is. */
export function QueueVerdict({ shown: { view, state }, blind }: { shown: ShownSample; blind: boolean }) {
  const looks = useClassLooks()
  const labelLook = view.label ? looks.get(view.label.classId) : undefined
  const guessLook = view.guess ? looks.get(view.guess.classId) : undefined
  return (
    <div>
      <p className={styles.id} title={view.externalId}>
        <bdi>{view.externalId}</bdi>
        {view.excluded && <Badge tone="warning">{t('labeling:tile.excluded')}</Badge>}
        {view.skipped && <Badge>{t('labeling:tile.skipped')}</Badge>}
        {view.flagged && <Badge tone="warning">{view.flagReason ?? t('labeling:tile.flagged')}</Badge>}
        {view.comments > 0 && <Badge>{t('labeling:tile.comments', { count: view.comments })}</Badge>}
      </p>
      <div className={styles.verdict}>
        {view.label && labelLook ? (
          <>
            <span className={styles.caption}>{t('labeling:queue.labeledAs')}</span>
            <LabelChip look={labelLook} by={view.label.source} size="l" />
          </>
        ) : blind ? (
          <Badge tone="accent">{t('labeling:queue.audit')}</Badge>
        ) : guessLook && view.guess ? (
          <>
            <span className={styles.caption}>{t('labeling:queue.guess')}</span>
            <LabelChip look={guessLook} by="model" confidence={view.guess.confidence} size="l" />
          </>
        ) : (
          <span className={styles.caption}>{t('labeling:queue.noGuess')}</span>
        )}
        {state === 'failed' && <Badge tone="danger">{t('labeling:queue.notSaved')}</Badge>}
      </div>
    </div>
  )
}
