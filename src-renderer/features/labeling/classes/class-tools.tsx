import { useCommands } from '../../../lib/commands.ts'
import { t } from '../../../lib/i18n.ts'
import { useKeymap } from '../../../lib/use-keymap.ts'
import { useSession } from '../data/session-context.ts'
import { toggleGuideline } from './class-commands.ts'
import { ClassDialogs } from './class-dialogs.tsx'
import { openClassDialog } from './class-dialogs-store.ts'
import { ClassPicker } from './class-picker.tsx'
import { openClassPicker } from './class-picker-store.ts'

/** Dialogs, keys and commands about classes, while the labeling view is on screen. */
export function ClassTools() {
  const session = useSession()
  useKeymap({
    'pick-class': () => openClassPicker('label'),
    guideline: () => toggleGuideline(session),
  })
  useCommands(() => [
    {
      id: 'classes:many',
      group: t('classes:pane.title'),
      title: t('classes:pane.addMany'),
      run: () => openClassDialog({ kind: 'many', text: '' }),
    },
  ])
  return (
    <>
      <ClassPicker />
      <ClassDialogs />
    </>
  )
}
