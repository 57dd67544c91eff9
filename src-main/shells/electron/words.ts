import type { WindowLook } from '../../contract/desktop.ts'
import { de } from './words/de.ts'
import { en, type Words } from './words/en.ts'

const tables = { en, de } satisfies Record<WindowLook['language'], Words>

/** What the system shows of the program in a language: menus, dialogs, notifications. */
export function wordsOf(language: WindowLook['language']): Words {
  return tables[language]
}
