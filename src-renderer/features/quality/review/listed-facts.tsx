import type { ReviewKind } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import { ProbabilityBars } from '../../labeling/panels/probability-bars.tsx'
import { CommentList } from '../../session/comment-list.tsx'
import styles from './evidence.module.css'
import { Evidence } from './evidence.tsx'

/** Why a sample is listed: what people wrote about it or did with it, beside its label or the model's guess. */
export function ListedFacts({ kind, sample }: { kind: ReviewKind; sample: number }) {
  const looks = useClassLooks()
  const view = useSample(sample)?.view
  if (!view) return null
  const { label, guess, flagReason } = view
  const look = label ? looks.get(label.classId) : undefined
  return (
    <div className={styles.stack}>
      {kind === 'flagged' &&
        (flagReason === null ? (
          <p className={styles.words}>{t('quality:facts.flagNoReason')}</p>
        ) : (
          <Evidence rows={[{ key: 'reason', name: t('quality:facts.flagReason'), says: flagReason }]} />
        ))}
      {kind === 'commented' && <CommentList sample={sample} />}
      {kind === 'skipped' && <p className={styles.words}>{t('quality:facts.skipped')}</p>}
      {kind === 'excluded' && <p className={styles.words}>{t('quality:facts.excluded')}</p>}
      {kind === 'low-confidence' && <p className={styles.words}>{t('quality:facts.unsure')}</p>}
      {label && look ? (
        <Evidence
          rows={[
            {
              key: 'label',
              name: t('quality:facts.labeled'),
              says: (
                <>
                  <LabelChip look={look} by={label.source} size="m" />
                  {label.annotator && (
                    <span className={styles.note}>
                      {t('quality:facts.by', { annotator: label.annotator })}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      ) : (
        guess && (
          <div>
            <h3 className={styles.title}>{t('quality:facts.guess')}</h3>
            <ProbabilityBars sampleId={sample} limit={4} />
          </div>
        )
      )}
    </div>
  )
}
