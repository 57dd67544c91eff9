import { FileText } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { t } from '../../../lib/i18n.ts'
import styles from './datasheet.module.css'
import { DatasheetDialog } from './datasheet-dialog.tsx'

/** Opens the form of the datasheet. */
export function DatasheetButton() {
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.bar}>
      <p className={styles.words}>{t('quality:datasheet.what')}</p>
      <Button icon={<FileText size={15} />} onClick={() => setOpen(true)}>
        {t('quality:datasheet.button')}
      </Button>
      {open && <DatasheetDialog onClose={() => setOpen(false)} />}
    </div>
  )
}
