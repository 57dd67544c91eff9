import i18next from 'i18next'
import { create } from 'zustand'
import { de } from '../messages/de/index.ts'
import { en } from '../messages/en/index.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

const storageKey = 'fewlabel.language'

/** What the computer speaks, as far as we do. */
function systemLanguage(): Language {
  const wanted = globalThis.navigator?.languages ?? []
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

function isLanguage(tag: string | null | undefined): tag is Language {
  return languages.some((language) => language === tag)
}

void i18next.init({
  // Tests have no window and speak English.
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: languages,
  resources: { en, de },
  ns: Object.keys(en),
  defaultNS: 'common',
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
})

/**
 * The text of a key in the language of the window: `t('labeling:queue.empty')`, `t('samples', { count })`. Call it while
 * rendering or writing a sentence, never when a module is loaded: the language can change.
 */
export const t = i18next.t.bind(i18next)

const fixed: Record<Language, typeof t> = { en: i18next.getFixedT('en'), de: i18next.getFixedT('de') }

/**
 * `t` for what is remembered from one drawing to the next. The window is drawn anew in another language, but that stops at
 * a memoised component and at a memoised value: with this in the component, and in the value's dependencies, it does not.
 */
export function useTexts(): typeof t {
  return fixed[useLanguage((state) => state.language)]
}

/** Null follows the computer. */
export const useLanguage = create<{ language: Language; chosen: Language | null }>(() => ({
  language: 'en',
  chosen: null,
}))

/** The language of the window, for `Intl`. */
export const locale = (): Language => useLanguage.getState().language

/** Speaks the remembered language, or the computer's; called once, before the first paint. */
export function restoreLanguage(): void {
  const stored = window.localStorage.getItem(storageKey)
  speak(isLanguage(stored) ? stored : null)
}

/** @param chosen null to follow the computer */
export function setLanguage(chosen: Language | null): void {
  if (chosen) window.localStorage.setItem(storageKey, chosen)
  else window.localStorage.removeItem(storageKey)
  speak(chosen)
}

function speak(chosen: Language | null): void {
  const language = chosen ?? systemLanguage()
  void i18next.changeLanguage(language)
  document.documentElement.lang = language
  useLanguage.setState({ language, chosen })
}
