import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './unsorted-notice.module.css'

export interface UnsortedNoticeProps {
  count: number
  /** Called when one of the two ways was taken. */
  onStarted?: () => void
}

/** Samples that came after the training: the quick way to sort them, and the way to learn from them. */
export function UnsortedNotice({ count, onStarted }: UnsortedNoticeProps) {
  const runId = useLive((live) => live.labeling?.runId ?? undefined)
  const sort = useMutation({
    mutationFn: () => trpc.training.sortNew.mutate(),
    onSuccess: onStarted,
    onError: notifyError,
  })
  const learn = useMutation({
    mutationFn: () => trpc.training.continue.mutate({ runId }),
    onSuccess: onStarted,
    onError: notifyError,
  })
  return (
    <div className={styles.notice} role="status">
      <ListPlus size={16} aria-hidden="true" />
      <span>{t('training:unsorted.about', { count })}</span>
      <Button size="s" busy={learn.isPending} onClick={() => learn.mutate()}>
        {t('training:unsorted.learn', { count })}
      </Button>
      <Button size="s" busy={sort.isPending} onClick={() => sort.mutate()}>
        {t('training:unsorted.sort', { count })}
      </Button>
    </div>
  )
}
