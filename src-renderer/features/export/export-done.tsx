import { CircleCheck } from 'lucide-react'
import type { ExportReport } from '../../../src-main/contract/export.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { formatCount, formatDuration } from '../../lib/format.ts'
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
        <CopyButton text={report.out} label="Copy path" />
      </div>
      <Facts
        facts={[
          { name: 'Rows', value: formatCount(report.rows) },
          { name: 'One by one', value: formatCount(bySource.human) },
          { name: 'In bulk', value: formatCount(bySource.bulk) },
          { name: 'By the model', value: formatCount(bySource.model) },
          { name: 'Took', value: formatDuration(report.seconds) },
        ]}
      />
      <div className={styles.footer}>
        <Button onClick={onAgain}>Export something else</Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
