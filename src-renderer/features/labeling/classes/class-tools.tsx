import { Swatch } from '../../../components/swatch.tsx'
import { useCommands } from '../../../lib/commands.ts'
import { t } from '../../../lib/i18n.ts'
import { useKeymap } from '../../../lib/use-keymap.ts'
import { labelWith } from '../data/labeling-commands.ts'
import { useSession } from '../data/session-context.ts'
import { toggleGuideline } from './class-commands.ts'
import { ClassDialogs } from './class-dialogs.tsx'
import { openClassDialog } from './class-dialogs-store.ts'
import { ClassPicker } from './class-picker.tsx'
import { openClassPicker } from './class-picker-store.ts'
import { keyOf } from './class-row.tsx'

/** Dialogs, keys and commands about classes, while the labeling view is on screen. */
export function ClassTools() {
  const session = useSession()
  useKeymap({
    'pick-class': () => openClassPicker('label'),
    guideline: () => toggleGuideline(session),
  })
  useCommands(() => {
    const group = t('classes:pane.title')
    const classes = session.classes()
    const picks = (['samples', 'edit', 'merge', 'split'] as const).map((use) => ({
      id: `classes:${use}`,
      group,
      title: t(`classes:picker.titles.${use}`),
      enabled: classes.length > (use === 'merge' ? 1 : 0),
      run: () => openClassPicker(use),
    }))
    const many = {
      id: 'classes:many',
      group,
      title: t('classes:pane.addMany'),
      run: () => openClassDialog({ kind: 'many', text: '' }),
    }
    const labels = classes.map((entry) => {
      const key = keyOf(entry)
      return {
        id: `class:${entry.id}`,
        group: t('classes:row.labelAs'),
        title: t('classes:picker.labelAs', { name: entry.name }),
        icon: <Swatch colour={entry.colour} size={12} />,
        ...(key && { caps: [key] }),
        run: () => labelWith(session, entry.id),
      }
    })
    return [many, ...picks, ...labels]
  })
  return (
    <>
      <ClassPicker />
      <ClassDialogs />
    </>
  )
}
