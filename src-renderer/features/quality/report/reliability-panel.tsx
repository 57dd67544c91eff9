import type { Calibration } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { t } from '../../../lib/i18n.ts'
import { calibrationSentence } from '../logic/quality-words.ts'
import { ReliabilityChart } from './reliability-chart.tsx'
import styles from './report-panels.module.css'

/** Whether the model is as often right as it is sure. */
export function ReliabilityPanel({ calibration }: { calibration: Calibration }) {
  const { bins, error } = calibration
  const filled = bins.filter(({ count }) => count > 0)
  return (
    <Panel title={t('quality:reliability.title')} detail={t('quality:reliability.detail')}>
      {filled.length === 0 || error === null ? (
        <p className={styles.empty}>{t('quality:reliability.none')}</p>
      ) : (
        <ReliabilityChart bins={filled} />
      )}
      {error !== null && <p className={styles.note}>{calibrationSentence(calibration)}</p>}
    </Panel>
  )
}
