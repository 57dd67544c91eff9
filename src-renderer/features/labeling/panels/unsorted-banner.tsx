import { useMutation } from '@tanstack/react-query'
import { Shapes } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { notifyError } from '../../../components/notify.ts'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'
import styles from './unsorted-banner.module.css'

/** Samples that came after the last training can be sorted by its model. */
export function UnsortedBanner() {
  const unsorted = useLive((live) => live.labeling?.unsorted ?? 0)
  const working = useLive((live) => live.training !== null && busyStates.has(live.training.state))
  const sort = useMutation({ mutationFn: () => trpc.training.sortNew.mutate(), onError: notifyError })
  if (unsorted === 0) return null
  return (
    <div className={styles.banner} role="status">
      <Shapes size={16} aria-hidden="true" />
      <p className={styles.text}>{t('labeling:unsorted.text', { count: unsorted })}</p>
      <Button size="s" busy={sort.isPending || working} onClick={() => sort.mutate()}>
        {t(sort.isPending || working ? 'labeling:unsorted.sorting' : 'labeling:unsorted.sort')}
      </Button>
    </div>
  )
}

const busyStates: ReadonlySet<string> = new Set(['starting', 'running', 'pausing', 'preparing'])
