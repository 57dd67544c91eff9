import { Monitor, Moon, Sun } from 'lucide-react'
import { Segmented } from '../../components/segmented.tsx'
import { setTheme, useTheme } from '../../lib/theme.ts'

const items = [
  { value: 'system', label: 'As the system', icon: <Monitor size={14} /> },
  { value: 'light', label: 'Light', icon: <Sun size={14} /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={14} /> },
] as const

export function ThemeSwitch() {
  const { theme } = useTheme()
  return <Segmented label="Theme" value={theme} onChange={setTheme} items={items} iconsOnly />
}
