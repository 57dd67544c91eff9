import { type ReactNode, useRef } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import styles from './note-dialog.module.css'
import { NoteForm, type NoteFormProps } from './note-form.tsx'
import { closeNotes } from './notes-store.ts'

interface NoteDialogProps extends Omit<NoteFormProps, 'ref'> {
  title: string
  /** What was said before. */
  above?: ReactNode
  /** Shorter ways to the same end. */
  below?: ReactNode
}

/** A few words about samples in front of the view, with the field in focus. */
export function NoteDialog({ title, above, below, ...form }: NoteDialogProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open size="s" title={title} onClose={closeNotes} initialFocus={field}>
      <div className={styles.body}>
        {above}
        <NoteForm ref={field} {...form} />
        {below}
      </div>
    </Dialog>
  )
}
