import type { QualityReport } from '../../../../src-main/contract/quality.ts'
import { IntervalBar, scaleStart } from '../../../components/interval-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { accuracySentence, bounds, forecastSentence, skippedAudits } from '../logic/quality-words.ts'
import styles from './accuracy-panel.module.css'
import { TargetField } from './target-field.tsx'

/** What the estimate is made from. */
function methodWords(method: 'prediction-powered' | 'beta'): string {
  return method === 'beta' ? t('quality:accuracy.beta') : t('quality:accuracy.predictionPowered')
}

/** The first thing a lead wants to know: how often the guesses are right, and how sure that is. */
export function AccuracyPanel({ report }: { report: QualityReport }) {
  const { accuracy, target, forecast, samples, labeled, auditsSkipped } = report
  const known = accuracy.state === 'known' ? accuracy : null
  return (
    <Panel
      title={t('quality:accuracy.title')}
      detail={t('quality:accuracy.detail', { count: samples - labeled })}
      actions={<TargetField target={target} />}
    >
      <div>
        {accuracy.state === 'known' ? (
          <p className={styles.verdict}>
            <span className={styles.value}>{formatPercent(accuracy.value)}</span>{' '}
            <span className={styles.bounds}>{bounds(accuracy)}</span>{' '}
            <span className={styles.from} title={methodWords(accuracy.method)}>
              {t('quality:accuracy.from', { count: accuracy.audits })}
            </span>
          </p>
        ) : (
          <p className={styles.verdict}>
            <span className={styles.early}>
              {t('quality:accuracy.early', { audits: accuracy.audits, needed: accuracy.needed })}
            </span>
          </p>
        )}
        <IntervalBar
          size="l"
          interval={known}
          target={target}
          from={scaleStart(known?.low ?? null, target)}
          label={accuracySentence(accuracy, target)}
        />
      </div>
      {known ? (
        <p className={styles.forecast}>{forecastSentence(forecast, target)}</p>
      ) : (
        <p className={styles.explained}>{t('quality:accuracy.explained')}</p>
      )}
      {known && (
        <p className={styles.small}>
          {t('quality:accuracy.interval')} {methodWords(known.method)}
        </p>
      )}
      {auditsSkipped > 0 && <p className={styles.skipped}>{skippedAudits(auditsSkipped)}</p>}
    </Panel>
  )
}
