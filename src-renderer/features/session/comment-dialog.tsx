import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Comment } from '../../../src-main/contract/labeling.ts'
import { announce } from '../../components/announcer.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { notifyError } from '../../components/notify.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatAgo, formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { labelingKey } from '../labeling/data/queries.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import styles from './comment-dialog.module.css'
import { NoteForm } from './note-form.tsx'
import { closeNotes } from './notes-store.ts'
import { commentsQuery } from './queries.ts'

/** A comment for some samples; of a single one also what was said before. */
export function CommentDialog({ samples }: { samples: readonly number[] }) {
  const session = useSession()
  const client = useQueryClient()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [sample] = samples
  const name = useSample(sample)?.view.externalId ?? t('session:sample', { id: sample })
  const single = samples.length === 1
  const save = useMutation({
    mutationFn: async () => {
      for (const each of samples) await trpc.labeling.comment.mutate({ sample: each, text: text.trim() })
    },
    onSuccess: async () => {
      announce(t('session:comments.saved', { count: samples.length }))
      closeNotes()
      session.refresh()
      await client.invalidateQueries({ queryKey: labelingKey })
    },
  })
  return (
    <Dialog
      open
      size="s"
      title={t('session:comments.title', { count: samples.length, name })}
      onClose={closeNotes}
      initialFocus={field}
    >
      <div className={styles.body}>
        {single && <CommentList sample={sample} />}
        <NoteForm
          ref={field}
          label={t('session:comments.label')}
          placeholder={t('session:comments.placeholder')}
          hint={t('session:comments.hint')}
          save={t('session:comments.save')}
          value={text}
          maxLength={2000}
          busy={save.isPending}
          error={save.error ? toErrorDocument(save.error).message : null}
          onChange={(next) => {
            setText(next)
            if (save.error) save.reset()
          }}
          onSave={() => save.mutate()}
        />
      </div>
    </Dialog>
  )
}

function CommentList({ sample }: { sample: number }) {
  const session = useSession()
  const client = useQueryClient()
  const { data: comments, error } = useQuery(commentsQuery(sample))
  const remove = useMutation({
    mutationFn: (id: number) => trpc.labeling.removeComment.mutate({ id }),
    onSuccess: async () => {
      session.refresh()
      await client.invalidateQueries(commentsQuery(sample))
    },
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
