import { Monitor, Moon, Sun } from 'lucide-react'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import { setTheme, type Theme, themes, useTheme } from '../../lib/theme.ts'

const icons: Record<Theme, typeof Monitor> = { system: Monitor, light: Sun, dark: Moon }

export function ThemeSwitch() {
  const { theme } = useTheme()
  const items = themes.map((value) => {
    const Icon = icons[value]
    return { value, label: t(`settings:theme.${value}`), icon: <Icon size={14} /> }
  })
  return (
    <Segmented label={t('settings:theme.title')} value={theme} onChange={setTheme} items={items} iconsOnly />
  )
}
