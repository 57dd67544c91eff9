import { useQuery } from '@tanstack/react-query'
import { noticesPath } from '../../../src-main/contract/about.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { t } from '../../lib/i18n.ts'
import { showAbout } from './about-store.ts'
import { NotYet } from './not-yet.tsx'
import styles from './notices-dialog.module.css'

async function fetchNotices(): Promise<string> {
  const answer = await fetch(noticesPath)
  if (!answer.ok) throw new Error(`${noticesPath}: ${answer.status}`)
  return answer.text()
}

/** The licences of everything that is shipped, to be read in the window: no browser is at hand in the desktop shell. */
export function NoticesDialog({ open }: { open: boolean }) {
  const { data: text, error } = useQuery({
    queryKey: ['shell', 'notices'],
    queryFn: fetchNotices,
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Dialog
      open={open}
      size="l"
      title={t('settings:about.notices')}
      onClose={() => showAbout(null)}
      footer={
        <Button size="s" onClick={() => showAbout('facts')}>
          {t('settings:about.back')}
        </Button>
      }
    >
      {text !== undefined ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre className={styles.notices} tabIndex={0}>
          {text}
        </pre>
      ) : (
        <NotYet error={error} />
      )}
    </Dialog>
  )
}
