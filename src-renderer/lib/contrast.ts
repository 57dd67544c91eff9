import { create } from 'zustand'

export const contrasts = ['system', 'standard', 'high'] as const
export type Contrast = (typeof contrasts)[number]

const storageKey = 'fewlabel.contrast'

export const useContrast = create<{ chosen: Contrast; high: boolean }>(() => ({
  chosen: 'system',
  high: false,
}))

function show(chosen: Contrast): void {
  const high = chosen === 'system' ? window.matchMedia('(prefers-contrast: more)').matches : chosen === 'high'
  // One set of tokens serves the wish of the system and that of the person (tokens.css).
  if (high) document.documentElement.dataset.contrast = 'more'
  else delete document.documentElement.dataset.contrast
  useContrast.setState({ chosen, high })
}

/** Shows the remembered contrast and follows the system's while that is what was chosen; called once, before the first paint. */
export function restoreContrast(): void {
  const stored = window.localStorage.getItem(storageKey)
  show(contrasts.find((contrast) => contrast === stored) ?? 'system')
  window
    .matchMedia('(prefers-contrast: more)')
    .addEventListener('change', () => show(useContrast.getState().chosen))
}

export function setContrast(contrast: Contrast): void {
  window.localStorage.setItem(storageKey, contrast)
  show(contrast)
}
