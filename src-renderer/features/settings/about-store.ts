import { create } from 'zustand'

/** Null while it is closed. */
export type AboutPage = 'facts' | 'notices' | null

export const useAboutPage = create<{ page: AboutPage }>(() => ({ page: null }))

export function showAbout(page: AboutPage): void {
  useAboutPage.setState({ page })
}
