import { CircleCheck } from 'lucide-react'
import type { ExportReport } from '../../../src-main/contract/export.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { formatCount, formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './export-done.module.css'

export interface ExportDoneProps {
  report: ExportReport
  onAgain: () => void
  onClose: () => void
}

export function ExportDone({ report, onAgain, onClose }: ExportDoneProps) {
  const { bySource } = report
  return (
    <div className={styles.done}>
      <div className={styles.target} role="status">
        <CircleCheck size={18} aria-hidden="true" />
        <code className={styles.path}>{report.out}</code>
        <CopyButton text={report.out} label={t('export:copyPath')} />
      </div>
      <Facts
        facts={[
          { name: t('export:facts.rows'), value: formatCount(report.rows) },
          { name: t('export:facts.human'), value: formatCount(bySource.human) },
          { name: t('export:facts.bulk'), value: formatCount(bySource.bulk) },
          { name: t('export:facts.model'), value: formatCount(bySource.model) },
          { name: t('export:facts.took'), value: formatDuration(report.seconds) },
        ]}
      />
      <div className={styles.footer}>
        <Button onClick={onAgain}>{t('export:again')}</Button>
        <Button variant="primary" onClick={onClose}>
          {t('export:done')}
        </Button>
      </div>
    </div>
  )
}
