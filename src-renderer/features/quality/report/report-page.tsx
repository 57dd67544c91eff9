import type { QualityReport } from '../../../../src-main/contract/quality.ts'
import { Page } from '../../../components/page.tsx'
import { t } from '../../../lib/i18n.ts'
import { DatasheetButton } from '../datasheet/datasheet-button.tsx'
import { AccuracyPanel } from './accuracy-panel.tsx'
import { AdvicePanel } from './advice-panel.tsx'
import { AnnotatorPanel } from './annotator-panel.tsx'
import { ClassPanel } from './class-panel.tsx'
import { ClusterPanel } from './cluster-panel.tsx'
import { LearningCurve } from './learning-curve.tsx'
import { ReliabilityPanel } from './reliability-panel.tsx'
import styles from './report-page.module.css'

/** Everything that is measured, the answer first and its grounds below. */
export function ReportPage({ report }: { report: QualityReport }) {
  return (
    <Page label={t('quality:view.name')} wide>
      <DatasheetButton />
      <div className={styles.head}>
        <AccuracyPanel report={report} />
        <AdvicePanel advice={report.advice} />
      </div>
      <div className={styles.halves}>
        <LearningCurve curve={report.curve} target={report.target} />
        <ReliabilityPanel calibration={report.calibration} />
      </div>
      <ClassPanel report={report} />
      <div className={styles.head}>
        <ClusterPanel clusters={report.clusters} />
        <AnnotatorPanel annotators={report.annotators} />
      </div>
    </Page>
  )
}
