import { type WindowLook, windowLookSchema } from '../../contract/desktop.ts'
import { recall, remember } from './small-file.ts'

/** How the window looks, as it last told; known before there is a window. */
export class Look {
  readonly #file: string
  readonly #listeners = new Set<(look: WindowLook) => void>()
  #current: WindowLook

  /**
   * @param file where it is remembered
   * @param locale the system's, for the first time: `de-AT`
   */
  constructor(file: string, locale: string) {
    this.#file = file
    this.#current = recall(file, windowLookSchema) ?? { theme: 'system', language: languageOf(locale) }
  }

  get current(): WindowLook {
    return this.#current
  }

  /** Called after each change, not for the look there is now. */
  onChange(listener: (look: WindowLook) => void): void {
    this.#listeners.add(listener)
  }

  set(look: WindowLook): void {
    if (JSON.stringify(look) === JSON.stringify(this.#current)) return
    this.#current = look
    remember(this.#file, look)
    for (const listener of this.#listeners) listener(look)
  }
}

function languageOf(locale: string): WindowLook['language'] {
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** The page's own ground (`--bg` of src-renderer/lib/tokens.css), so that nothing flashes before it is drawn. */
export function windowBackground(dark: boolean): string {
  return dark ? '#0f1115' : '#f6f7f9'
}
