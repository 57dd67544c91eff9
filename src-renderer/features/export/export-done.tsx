import { CircleCheck, FolderOpen } from 'lucide-react'
import type { ExportReport } from '../../../src-main/contract/export.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { notifyError } from '../../components/notify.ts'
import { formatCount, formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './export-done.module.css'
import { ExportedFiles } from './exported-files.tsx'

export interface ExportDoneProps {
  report: ExportReport
  onAgain: () => void
  onClose: () => void
}

export function ExportDone({ report, onAgain, onClose }: ExportDoneProps) {
  const { bySource, parts, notices, files } = report
  const desktop = window.fewlabel
  return (
    <div className={styles.done}>
      <div className={styles.target} role="status">
        <CircleCheck size={18} aria-hidden="true" />
        <code className={styles.path}>{report.out}</code>
        <CopyButton text={report.out} label={t('export:copyPath')} />
        {desktop && (
          <Button
            size="s"
            icon={<FolderOpen size={14} />}
            onClick={() => desktop.showItem(report.out).catch(notifyError)}
          >
            {t('export:showItem')}
          </Button>
        )}
      </div>
      <Facts
        facts={[
          { name: t('export:facts.rows'), value: formatCount(report.rows) },
          { name: t('export:facts.human'), value: formatCount(bySource.human) },
          { name: t('export:facts.bulk'), value: formatCount(bySource.bulk) },
          { name: t('export:facts.model'), value: formatCount(bySource.model) },
          ...parts.map(({ name, rows }) => ({
            name: t('export:facts.part', { part: name }),
            value: formatCount(rows),
          })),
          { name: t('export:facts.took'), value: formatDuration(report.seconds) },
        ]}
      />
      {notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          {notice}
        </p>
      ))}
      {files.length > 0 && <ExportedFiles files={files} />}
      <div className={styles.footer}>
        <Button onClick={onAgain}>{t('export:again')}</Button>
        <Button variant="primary" onClick={onClose}>
          {t('export:done')}
        </Button>
      </div>
    </div>
  )
}
