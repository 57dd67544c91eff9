import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { formatCounted } from '../../lib/format.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './unsorted-notice.module.css'

/** Samples that came after the training: the quick way to sort them, and the way to learn from them. */
export function UnsortedNotice({ count }: { count: number }) {
  const runId = useLive((live) => live.labeling?.runId ?? undefined)
  const sort = useMutation({ mutationFn: () => trpc.training.sortNew.mutate(), onError: notifyError })
  const learn = useMutation({
    mutationFn: () => trpc.training.continue.mutate({ runId }),
    onError: notifyError,
  })
  const one = count === 1
  return (
    <div className={styles.notice} role="status">
      <ListPlus size={16} aria-hidden="true" />
      <span>
        {formatCounted(count, 'sample')} came after this training and {one ? 'is' : 'are'} in no cluster yet.
        Sort {one ? 'it' : 'them'} with the model as it is, or let the model learn from {one ? 'it' : 'them'}:
        it is trained further on all samples, and clusters keep their numbers.
      </span>
      <Button size="s" busy={learn.isPending} onClick={() => learn.mutate()}>
        Learn from {one ? 'it' : 'them'}
      </Button>
      <Button size="s" busy={sort.isPending} onClick={() => sort.mutate()}>
        Sort {formatCounted(count, 'sample')}
      </Button>
    </div>
  )
}
