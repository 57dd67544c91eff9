import { Segmented } from '../../components/segmented.tsx'
import { type Language, languages, setLanguage, t, useLanguage } from '../../lib/i18n.ts'

/** Each language by its own name, so that whoever reads only that one finds it. */
const names: Record<Language, string> = { en: 'English', de: 'Deutsch' }

export function LanguageSwitch() {
  const { chosen } = useLanguage()
  const items = [
    { value: 'system' as const, label: t('settings:language.system') },
    ...languages.map((value) => ({ value, label: names[value] })),
  ]
  return (
    <Segmented
      label={t('settings:language.title')}
      value={chosen ?? 'system'}
      onChange={(value) => setLanguage(value === 'system' ? null : value)}
      items={items}
    />
  )
}
