import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { formatCounted } from '../../lib/format.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './unsorted-notice.module.css'

/** Samples that came after the training, and the quick way to sort them. */
export function UnsortedNotice({ count }: { count: number }) {
  const sort = useMutation({ mutationFn: () => trpc.training.sortNew.mutate(), onError: notifyError })
  return (
    <div className={styles.notice} role="status">
      <ListPlus size={16} aria-hidden="true" />
      <span>
        {formatCounted(count, 'sample')} came after this training and {count === 1 ? 'is' : 'are'} in no
        cluster yet. Sort {count === 1 ? 'it' : 'them'} with the present model, or train again with all
        samples.
      </span>
      <Button size="s" busy={sort.isPending} onClick={() => sort.mutate()}>
        Sort {formatCounted(count, 'sample')}
      </Button>
    </div>
  )
}
