import { Combine, Ellipsis, Keyboard, Layers, Palette, Pencil } from 'lucide-react'
import { type LabelClass, reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Menu, type MenuEntry } from '../../../components/menu.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatCount } from '../../../lib/format.ts'
import { labelClusterWith, labelWith } from '../data/labeling-commands.ts'
import { useSession } from '../data/session-context.ts'
import type { ClassDialog } from './class-dialogs.tsx'
import styles from './class-row.module.css'

export interface ClassRowProps {
  entry: LabelClass
  /** There is nothing to merge it with. */
  alone: boolean
  onDialog: (dialog: ClassDialog) => void
}

/** One class: press it to label the selection; Shift-press for the whole cluster. */
export function ClassRow({ entry, alone, onDialog }: ClassRowProps) {
  const session = useSession()
  const { id, name, colour, labeled, predicted } = entry
  const hotkey =
    entry.hotkey !== null && !reservedHotkeys.has(entry.hotkey) ? entry.hotkey.toUpperCase() : null
  const entries: MenuEntry[] = [
    {
      label: 'Label the whole cluster',
      icon: <Layers size={14} />,
      caps: hotkey ? ['Shift', hotkey] : undefined,
      onChoose: () => labelClusterWith(session, id),
    },
    'separator',
    {
      label: 'Rename…',
      icon: <Pencil size={14} />,
      onChoose: () => onDialog({ kind: 'edit', id, part: 'name' }),
    },
    {
      label: 'Colour…',
      icon: <Palette size={14} />,
      onChoose: () => onDialog({ kind: 'edit', id, part: 'colour' }),
    },
    {
      label: 'Key…',
      icon: <Keyboard size={14} />,
      onChoose: () => onDialog({ kind: 'edit', id, part: 'key' }),
    },
    'separator',
    {
      label: 'Merge into another class…',
      icon: <Combine size={14} />,
      disabled: alone,
      onChoose: () => onDialog({ kind: 'merge', id }),
    },
  ]
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.main}
        aria-keyshortcuts={hotkey ?? undefined}
        onClick={(event) => (event.shiftKey ? labelClusterWith(session, id) : labelWith(session, id))}
      >
        <span className={styles.key} aria-hidden="true">
          {hotkey && <Kbd caps={[hotkey]} />}
        </span>
        <VisuallyHidden>Label as </VisuallyHidden>
        <Swatch colour={colour} size={12} />
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={labeled > 0 ? styles.labeled : styles.zero}>
          {formatCount(labeled)}
          <VisuallyHidden> labeled,</VisuallyHidden>
        </span>
        <span className={predicted > 0 ? styles.predicted : styles.zero}>
          {formatCount(predicted)}
          <VisuallyHidden> guessed</VisuallyHidden>
        </span>
      </button>
      <Menu
        align="end"
        trigger={
          <IconButton
            label={`Change ${name}`}
            size="s"
            className={styles.more}
            icon={<Ellipsis size={15} />}
          />
        }
        entries={entries}
      />
    </li>
  )
}
