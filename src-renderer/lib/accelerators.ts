import { type MenuCommand, menuCommands } from '../../src-main/contract/desktop.ts'
import { keysOf } from './key-bindings.ts'
import { patternParts } from './key-caps.ts'

const modifierNames: Record<string, string> = {
  $mod: 'CmdOrCtrl',
  Control: 'Ctrl',
  Alt: 'Alt',
  AltGraph: 'AltGr',
  Shift: 'Shift',
  Meta: 'Super',
}
const keyNames: Record<string, string> = {
  '+': 'Plus',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  Enter: 'Return',
}
const namedKeys = /^(Backspace|Delete|End|Escape|F\d{1,2}|Home|Insert|PageDown|PageUp|Space|Tab)$/

/** A tinykeys pattern as the system's menus print it; null where it stands for several keys, or they cannot. */
export function acceleratorOf(pattern: string): string | null {
  const { modifiers, key } = patternParts(pattern)
  const single = key.replace(/^(?:Digit|Key)(?=.$)/, '')
  const name = keyNames[key] ?? (namedKeys.test(key) || /^[!-~]$/.test(single) ? single : null)
  // A modifier in brackets may be held or not.
  const held = modifiers.filter((modifier) => !modifier.startsWith('[')).map((it) => modifierNames[it])
  if (name === null || held.includes(undefined as never)) return null
  return [...held, name.length === 1 ? name.toUpperCase() : name].join('+')
}

/** Keys of the commands that are in the menus, as they are bound now. */
export function acceleratorsOfMenus(): Partial<Record<MenuCommand, string>> {
  const found: Partial<Record<MenuCommand, string>> = {}
  for (const command of menuCommands) {
    const [first] = keysOf(command)
    const accelerator = first === undefined ? null : acceleratorOf(first)
    if (accelerator !== null) found[command] = accelerator
  }
  return found
}
