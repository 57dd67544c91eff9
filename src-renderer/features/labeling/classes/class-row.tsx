import {
  BookOpenText,
  Combine,
  Ellipsis,
  FolderTree,
  Images,
  Keyboard,
  Layers,
  Palette,
  Pencil,
  Split,
} from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Menu, type MenuEntry } from '../../../components/menu.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t, useTexts } from '../../../lib/i18n.ts'
import { commandOfHotkey, hotkeyWorks, useKeyBindings } from '../../../lib/key-bindings.ts'
import { patternCaps } from '../../../lib/key-caps.ts'
import { keyName } from '../../../lib/keymap.ts'
import { labelClusterWith, labelWith } from '../data/labeling-commands.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { useSession } from '../data/session-context.ts'
import { showSamplesOf } from './class-commands.ts'
import { type ClassPart, openClassDialog } from './class-dialogs-store.ts'
import styles from './class-row.module.css'
import { showGuideline } from './guideline-store.ts'

export interface ClassRowProps {
  entry: LabelClass
  depth: number
  /** There is nothing to merge it with. */
  alone: boolean
}

/** Where a line of the hierarchy begins. */
export function indentOf(depth: number): CSSProperties {
  return { '--depth': Math.min(depth, 5) } as CSSProperties
}

/** The key of a class as it is printed; null where it has none that works. */
export function keyOf({ hotkey }: Pick<LabelClass, 'hotkey'>): string | null {
  return hotkey !== null && hotkeyWorks(hotkey) ? hotkey.toUpperCase() : null
}

function menuOf(session: LabelingSession, { id, labeled }: LabelClass, key: string | null, alone: boolean) {
  const edit = (part: ClassPart) => () => openClassDialog({ kind: 'edit', id, part })
  const entries: MenuEntry[] = [
    {
      label: t('classes:row.labelCluster'),
      icon: <Layers size={14} />,
      caps: key ? patternCaps(`Shift+${key}`) : undefined,
      onChoose: () => void labelClusterWith(session, id),
    },
    {
      label: t('classes:row.showSamples'),
      icon: <Images size={14} />,
      disabled: labeled === 0,
      onChoose: () => void showSamplesOf(session, id),
    },
    {
      label: t('classes:row.guideline'),
      icon: <BookOpenText size={14} />,
      keyId: 'guideline',
      onChoose: () => showGuideline(id),
    },
    'separator',
    { label: t('classes:row.rename'), icon: <Pencil size={14} />, onChoose: edit('name') },
    { label: t('classes:row.colour'), icon: <Palette size={14} />, onChoose: edit('colour') },
    { label: t('classes:row.key'), icon: <Keyboard size={14} />, onChoose: edit('key') },
    { label: t('classes:row.group'), icon: <FolderTree size={14} />, onChoose: edit('group') },
    'separator',
    {
      label: t('classes:row.merge'),
      icon: <Combine size={14} />,
      disabled: alone,
      onChoose: () => openClassDialog({ kind: 'merge', id }),
    },
    {
      label: t('classes:row.split'),
      icon: <Split size={14} />,
      disabled: labeled < 2,
      onChoose: () => openClassDialog({ kind: 'split', id }),
    },
  ]
  return entries
}

/** One class: press it to label the selection; Shift-press for the whole cluster. Drawn anew only when it changes. */
export const ClassRow = memo(
  function ClassRow({ entry, depth, alone }: ClassRowProps) {
    const t = useTexts()
    const session = useSession()
    const { id, name, colour, labeled, predicted } = entry
    useKeyBindings()
    const key = keyOf(entry)
    const taker = entry.hotkey === null ? null : commandOfHotkey(entry.hotkey)
    return (
      <div className={styles.row} data-class-id={id}>
        <button
          type="button"
          className={styles.main}
          style={indentOf(depth)}
          aria-keyshortcuts={key ?? undefined}
          onClick={(event) => (event.shiftKey ? void labelClusterWith(session, id) : labelWith(session, id))}
        >
          <span className={styles.key} aria-hidden="true">
            {key && <Kbd caps={[key]} />}
            {taker && (
              <s title={t('keys:takenBy', { command: keyName(taker) })}>{entry.hotkey?.toUpperCase()}</s>
            )}
          </span>
          <VisuallyHidden>{t('classes:row.labelAs')} </VisuallyHidden>
          <Swatch colour={colour} size={12} />
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={labeled > 0 ? styles.labeled : styles.zero}>
            {formatCount(labeled)}
            <VisuallyHidden> {t('classes:row.labeled')} </VisuallyHidden>
          </span>
          <span className={predicted > 0 ? styles.predicted : styles.zero}>
            {formatCount(predicted)}
            <VisuallyHidden> {t('classes:row.guessed')}</VisuallyHidden>
          </span>
        </button>
        <Menu
          align="end"
          trigger={
            <IconButton
              label={t('classes:row.change', { name })}
              size="s"
              className={styles.more}
              icon={<Ellipsis size={15} />}
            />
          }
          entries={menuOf(session, entry, key, alone)}
        />
      </div>
    )
  },
  (before, after) =>
    before.depth === after.depth && before.alone === after.alone && sameLook(before.entry, after.entry),
)

/** Every label brings a new list of all classes; only lines that say something else are drawn anew. */
function sameLook(a: LabelClass, b: LabelClass): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.colour === b.colour &&
    a.hotkey === b.hotkey &&
    a.labeled === b.labeled &&
    a.predicted === b.predicted
  )
}
