import { create } from 'zustand'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'fewlabel.theme'

function storedTheme(): Theme {
  const stored = window.localStorage.getItem(storageKey)
  return themes.find((theme) => theme === stored) ?? 'system'
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: 'system' }))

/** Shows the remembered theme; called once, before the first paint of React. */
export function restoreTheme(): void {
  const theme = storedTheme()
  show(theme)
  useTheme.setState({ theme })
}

export function setTheme(theme: Theme): void {
  show(theme)
  window.localStorage.setItem(storageKey, theme)
  useTheme.setState({ theme })
}

/** From light to dark or back, whatever the system has. */
export function toggleTheme(): void {
  const { theme } = useTheme.getState()
  const dark =
    theme === 'system' ? window.matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
  setTheme(dark ? 'light' : 'dark')
}
