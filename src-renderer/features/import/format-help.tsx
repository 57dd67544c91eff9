import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { t } from '../../lib/i18n.ts'
import { FormatList } from './format-list.tsx'

/** What can be read, a press away while something is being brought in. */
export function FormatHelp() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="s" variant="ghost" icon={<CircleHelp size={14} />} onClick={() => setOpen(true)}>
        {t('data:formatGroups.title')}
      </Button>
      <Dialog open={open} size="xl" title={t('data:formatGroups.title')} onClose={() => setOpen(false)}>
        <FormatList />
      </Dialog>
    </>
  )
}
