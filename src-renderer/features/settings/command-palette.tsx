import { useMemo, useRef } from 'react'
import { create } from 'zustand'
import { Kbd } from '../../components/kbd.tsx'
import { SearchDialog } from '../../components/search-dialog.tsx'
import type { SearchEntry } from '../../components/search-list.tsx'
import { type Command, currentCommands } from '../../lib/commands.ts'
import { t } from '../../lib/i18n.ts'
import { capsOf } from '../../lib/key-bindings.ts'
import { patternCaps } from '../../lib/key-caps.ts'
import { type KeyArea, keyAreas, keyEntry, keyIds, keyName } from '../../lib/keymap.ts'

interface PaletteEntry extends SearchEntry {
  command: Command
}

/** What is done most stands first. */
const order: readonly KeyArea[] = [...keyAreas.filter((area) => area !== 'everywhere'), 'everywhere']

const usePalette = create<{ open: boolean; commands: Command[] }>(() => ({ open: false, commands: [] }))

export function openPalette(): void {
  usePalette.setState({ open: true, commands: currentCommands() })
}

/** Commands of the key table by area, then those of the moment by the groups they name. */
function entriesOf(commands: readonly Command[]): PaletteEntry[] {
  const tabled = commands.flatMap((command) => {
    if (command.title !== undefined || command.id === 'palette' || keyEntry(command.id).fixed) return []
    const { area } = keyEntry(command.id)
    return [
      {
        id: command.id,
        title: keyName(command.id),
        detail: command.detail,
        group: t(`keys:areas.${area}`),
        caps: capsOf(command.id),
        place: order.indexOf(area) * keyIds.length + keyIds.indexOf(command.id),
        command,
      },
    ]
  })
  const groups = new Map<string, PaletteEntry[]>()
  for (const command of commands) {
    if (command.title === undefined) continue
    const entries = groups.get(command.group) ?? []
    groups.set(command.group, entries)
    entries.push({ ...command, command })
  }
  return [...tabled.sort((a, b) => a.place - b.place), ...[...groups.values()].flat()]
}

/** Everything that can be done at the moment, to be found by typing; each with its keys. */
export function CommandPalette() {
  const { open, commands } = usePalette()
  const entries = useMemo(() => entriesOf(commands), [commands])
  const chosen = useRef<Command>(null)
  return (
    <SearchDialog
      open={open}
      label={t('settings:palette.title')}
      placeholder={t('settings:palette.placeholder')}
      entries={entries}
      onChoose={({ command }) => {
        chosen.current = command
        usePalette.setState({ open: false })
      }}
      onClose={() => usePalette.setState({ open: false })}
      onClosed={() => {
        const command = chosen.current
        chosen.current = null
        command?.run()
      }}
      empty={(query) => t('settings:palette.nothing', { query })}
      footer={
        <>
          <span>
            <Kbd caps={['↑']} /> <Kbd caps={['↓']} /> {t('settings:palette.move')}
          </span>
          <span>
            <Kbd caps={patternCaps('Enter')} /> {t('settings:palette.run')}
          </span>
          <span>
            <Kbd caps={patternCaps('Escape')} /> {t('settings:palette.close')}
          </span>
        </>
      }
    />
  )
}
