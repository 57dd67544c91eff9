import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { announce } from '../../components/announcer.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import { CommentList } from './comment-list.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { closeNotes } from './notes-store.ts'

/** A comment for some samples; of a single one also what was said before. */
export function CommentDialog({ samples }: { samples: readonly number[] }) {
  const session = useSession()
  const [text, setText] = useState('')
  /** Samples that have the comment already, should it fail half-way: trying again says nothing twice. */
  const saved = useRef(0)
  const [sample] = samples
  const name = useSample(sample)?.view.externalId ?? t('session:sample', { id: sample })
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
    <NoteDialog
      title={t('session:comments.title', { count: samples.length, name })}
      above={samples.length === 1 && <CommentList sample={sample} />}
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
  )
}
