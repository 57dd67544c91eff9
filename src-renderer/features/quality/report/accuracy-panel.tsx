import type { QualityReport } from '../../../../src-main/contract/quality.ts'
import { IntervalBar, scaleStart } from '../../../components/interval-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatCount, formatCounted, formatPercent } from '../../../lib/format.ts'
import { accuracySentence, bounds, forecastSentence, skippedAudits } from '../logic/quality-words.ts'
import styles from './accuracy-panel.module.css'
import { TargetField } from './target-field.tsx'

const methods = {
  'prediction-powered':
    'The model’s own confidence on all samples, put right by what it gets wrong on audit questions.',
  beta: 'The answers to audit questions alone.',
} as const

/** The first thing a lead wants to know: how often the guesses are right, and how sure that is. */
export function AccuracyPanel({ report }: { report: QualityReport }) {
  const { accuracy, target, forecast, samples, labeled, auditsSkipped } = report
  const known = accuracy.state === 'known' ? accuracy : null
  return (
    <Panel
      title="Expected accuracy"
      detail={`Of the guesses for the ${formatCounted(samples - labeled, 'sample')} that nobody labeled`}
      actions={<TargetField target={target} />}
    >
      <div>
        {accuracy.state === 'known' ? (
          <p className={styles.verdict}>
            <span className={styles.value}>{formatPercent(accuracy.value)}</span>{' '}
            <span className={styles.bounds}>{bounds(accuracy)}</span>{' '}
            <span className={styles.from} title={methods[accuracy.method]}>
              from {formatCounted(accuracy.audits, 'audit question')}
            </span>
          </p>
        ) : (
          <p className={styles.verdict}>
            <span className={styles.early}>
              Not enough audit labels yet: {formatCount(accuracy.audits)} of {formatCount(accuracy.needed)}
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
        <p className={styles.explained}>
          An audit question is a sample drawn at random among all that nobody has labeled. After its first
          twenty questions the queue asks one in five of them, marks it, and hides the model’s guess until it
          is answered. Only those answers can tell how often the guesses are right: all other questions are
          picked because they are hard.
        </p>
      )}
      {known && (
        <p className={styles.small}>
          The interval holds the true value with 95% probability. {methods[known.method]}
        </p>
      )}
      {auditsSkipped > 0 && <p className={styles.skipped}>{skippedAudits(auditsSkipped)}</p>}
    </Panel>
  )
}
