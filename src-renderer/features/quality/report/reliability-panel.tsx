import { reliabilityChart } from '../../../../src-main/contract/charts/reliability-chart.ts'
import type { Calibration } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatWholePercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { binWords, calibrationSentence } from '../logic/quality-words.ts'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import { ReliabilityChart } from './reliability-chart.tsx'
import styles from './report-panels.module.css'

/** Whether the model is as often right as it is sure. */
export function ReliabilityPanel({ calibration }: { calibration: Calibration }) {
  const { bins, error } = calibration
  const filled = bins.filter(({ count }) => count > 0)
  return (
    <Panel
      title={t('quality:reliability.title')}
      detail={t('quality:reliability.detail')}
      actions={
        filled.length > 0 &&
        error !== null && (
          <SaveMenu
            name={t('quality:reliability.title')}
            chart={() =>
              reliabilityChart(bins, {
                confidence: t('quality:reliability.confidence'),
                accuracy: t('quality:decoders.accuracy'),
                summary: calibrationSentence(calibration),
                percent: formatWholePercent,
                bin: binWords,
              })
            }
            csv={() =>
              csvOf(
                ['from', 'to', 'labels', 'confidence', 'accuracy', 'low', 'high'],
                filled.map(({ from, to, count, confidence, accuracy }) => [
                  from,
                  to,
                  count,
                  confidence,
                  accuracy.value,
                  accuracy.low,
                  accuracy.high,
                ]),
              )
            }
          />
        )
      }
    >
      {filled.length === 0 || error === null ? (
        <p className={styles.empty}>{t('quality:reliability.none')}</p>
      ) : (
        <ReliabilityChart bins={filled} />
      )}
      {error !== null && <p className={styles.note}>{calibrationSentence(calibration)}</p>}
    </Panel>
  )
}
