import { setContrast, useContrast } from '../../lib/contrast.ts'
import { type Language, setLanguage, useLanguage } from '../../lib/i18n.ts'
import { toggleTheme } from '../../lib/theme.ts'
import { useKeymap } from '../../lib/use-keymap.ts'
import { showAbout } from './about-store.ts'
import { openPalette } from './command-palette.tsx'
import { openKeyHelp } from './key-help.tsx'

const otherLanguage: Record<Language, Language> = { en: 'de', de: 'en' }

/** Commands that work wherever one is in the window; mounted once. */
export function WindowCommands() {
  useKeymap({
    palette: openPalette,
    help: openKeyHelp,
    about: () => showAbout('facts'),
    theme: toggleTheme,
    contrast: () => setContrast(useContrast.getState().high ? 'standard' : 'high'),
    language: () => setLanguage(otherLanguage[useLanguage.getState().language]),
  })
  return null
}
