import { useState } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { EditClassDialog } from './edit-class-dialog.tsx'
import { MergeClassDialog } from './merge-class-dialog.tsx'

export type ClassDialog =
  | { kind: 'edit'; id: number; part: 'name' | 'colour' | 'key' }
  | { kind: 'merge'; id: number }

export interface ClassDialogsState {
  dialog: ClassDialog | null
  open: (dialog: ClassDialog) => void
  close: () => void
}

export function useClassDialogs(): ClassDialogsState {
  const [dialog, setDialog] = useState<ClassDialog | null>(null)
  return { dialog, open: setDialog, close: () => setDialog(null) }
}

/** The dialogs behind the menu of a class; one at a time. */
export function ClassDialogs({
  dialog,
  close,
  classes,
}: ClassDialogsState & { classes: readonly LabelClass[] }) {
  const entry = classes.find((candidate) => candidate.id === dialog?.id)
  if (!dialog || !entry) return null
  return dialog.kind === 'edit' ? (
    <EditClassDialog entry={entry} classes={classes} part={dialog.part} onClose={close} />
  ) : (
    <MergeClassDialog entry={entry} classes={classes} onClose={close} />
  )
}
