import { CircleCheck, FolderOpen } from 'lucide-react'
import type { DatasheetReport } from '../../../../src-main/contract/datasheet.ts'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { notifyError } from '../../../components/notify.ts'
import { formatBytes } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import styles from './datasheet.module.css'

export interface DatasheetDoneProps {
  report: DatasheetReport
  onAgain: () => void
  onClose: () => void
}

/** Where the sheet is, and what it does not say. */
export function DatasheetDone({ report, onAgain, onClose }: DatasheetDoneProps) {
  const { out, pages, bytes, unanswered, unprintable } = report
  const desktop = window.fewlabel
  return (
    <div className={styles.form}>
      <div className={styles.done} role="status">
        <CircleCheck size={18} aria-hidden="true" />
        <code className={styles.path}>{out}</code>
        <CopyButton text={out} label={t('export:copyPath')} />
        {desktop && (
          <Button
            size="s"
            icon={<FolderOpen size={14} />}
            onClick={() => desktop.showItem(out).catch(notifyError)}
          >
            {t('export:showItem')}
          </Button>
        )}
      </div>
      <p className={styles.note}>
        {pages === null
          ? formatBytes(bytes)
          : t('quality:datasheet.pages', { count: pages, size: formatBytes(bytes) })}
      </p>
      {unanswered.length > 0 && (
        <p className={styles.note}>{t('quality:datasheet.unanswered', { count: unanswered.length })}</p>
      )}
      {unprintable.length > 0 && (
        <p className={styles.note}>
          {t('quality:datasheet.unprintable', { characters: unprintable.join(' ') })}
        </p>
      )}
      <div className={styles.bar}>
        <Button onClick={onAgain}>{t('quality:datasheet.again')}</Button>
        <Button variant="primary" onClick={onClose}>
          {t('export:done')}
        </Button>
      </div>
    </div>
  )
}
