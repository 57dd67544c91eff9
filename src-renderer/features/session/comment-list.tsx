import { useMutation, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Comment } from '../../../src-main/contract/labeling.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { notifyError } from '../../components/notify.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatAgo, formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSession } from '../labeling/data/session-context.ts'
import styles from './comment-list.module.css'
import { commentsQuery } from './queries.ts'

/** What people said about a sample, oldest first; each can be removed. */
export function CommentList({ sample }: { sample: number }) {
  const session = useSession()
  const { data: comments, error } = useQuery(commentsQuery(sample))
  const remove = useMutation({
    mutationFn: (id: number) => trpc.labeling.removeComment.mutate({ id }),
    onSuccess: () => session.refresh(),
    onError: notifyError,
  })
  if (error && !comments) return <ErrorNotice error={toErrorDocument(error)} />
  if (!comments) return <Skeleton height="44px" />
  if (comments.length === 0) return <p className={styles.none}>{t('session:comments.none')}</p>
  return (
    <ul className={styles.list} aria-label={t('session:comments.list')}>
      {comments.map((comment) => (
        <CommentRow key={comment.id} comment={comment} onRemove={() => remove.mutate(comment.id)} />
      ))}
    </ul>
  )
}

function CommentRow({
  comment: { annotator, at, text },
  onRemove,
}: {
  comment: Comment
  onRemove: () => void
}) {
  return (
    <li className={styles.comment}>
      <div className={styles.who}>
        <span className={styles.annotator}>{annotator}</span>
        <time dateTime={at} title={formatDateTime(at)}>
          {formatAgo(at)}
        </time>
        <IconButton
          label={t('session:comments.remove', { annotator, when: formatAgo(at) })}
          size="s"
          icon={<X size={14} />}
          className={styles.remove}
          onClick={onRemove}
        />
      </div>
      <p className={styles.text}>{text}</p>
    </li>
  )
}
