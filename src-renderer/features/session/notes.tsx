import { CommentDialog } from './comment-dialog.tsx'
import { FlagDialog } from './flag-dialog.tsx'
import { useNotes } from './notes-store.ts'

/** The dialogs behind `openComments` and `openFlagReason`; mounted once in every view that labels. */
export function Notes() {
  const open = useNotes((state) => state.open)
  if (!open) return null
  return open.kind === 'comment' ? (
    <CommentDialog key={open.samples.join()} samples={open.samples} />
  ) : (
    <FlagDialog key={open.samples.join()} samples={open.samples} />
  )
}
