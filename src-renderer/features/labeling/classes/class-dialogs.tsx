import { useClasses } from '../data/session-context.ts'
import { AddManyDialog } from './add-many-dialog.tsx'
import { closeClassDialog, useClassDialog } from './class-dialogs-store.ts'
import { EditClassDialog } from './edit-class-dialog.tsx'
import { MergeClassDialog } from './merge-class-dialog.tsx'
import { SplitClassDialog } from './split-class-dialog.tsx'

/** The dialogs behind the menu of a class and the commands about classes; one at a time. */
export function ClassDialogs() {
  const dialog = useClassDialog((state) => state.dialog)
  const classes = useClasses()
  if (!dialog) return null
  if (dialog.kind === 'many') return <AddManyDialog start={dialog.text} onClose={closeClassDialog} />
  const entry = classes.find((candidate) => candidate.id === dialog.id)
  if (!entry) return null
  const shared = { entry, classes, onClose: closeClassDialog }
  switch (dialog.kind) {
    case 'edit':
      return <EditClassDialog {...shared} part={dialog.part} />
    case 'merge':
      return <MergeClassDialog {...shared} />
    case 'split':
      return <SplitClassDialog {...shared} />
  }
}
