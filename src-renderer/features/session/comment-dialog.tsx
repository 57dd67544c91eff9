import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { announce } from '../../components/announcer.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import styles from './comment-dialog.module.css'
import { CommentList } from './comment-list.tsx'
import { NoteForm } from './note-form.tsx'
import { closeNotes } from './notes-store.ts'

/** A comment for some samples; of a single one also what was said before. */
export function CommentDialog({ samples }: { samples: readonly number[] }) {
  const session = useSession()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  /** Samples that have the comment already, should it fail half-way: trying again says nothing twice. */
  const saved = useRef(0)
  const [sample] = samples
  const name = useSample(sample)?.view.externalId ?? t('session:sample', { id: sample })
  const single = samples.length === 1
  const save = useMutation({
    mutationFn: async () => {
      for (const each of samples.slice(saved.current)) {
        await trpc.labeling.comment.mutate({ sample: each, text: text.trim() })
        saved.current += 1
      }
    },
    onSuccess: () => {
      announce(t('session:comments.saved', { count: samples.length }))
      closeNotes()
      session.refresh()
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
