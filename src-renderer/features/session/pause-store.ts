import { create } from 'zustand'

/** Whether the person is having a break: samples are hidden and keys rest; nothing else stops. */
export const usePause = create<{ since: number | null }>(() => ({ since: null }))

export function pauseWork(): void {
  usePause.setState(({ since }) => ({ since: since ?? Date.now() }))
}

export function resumeWork(): void {
  usePause.setState({ since: null })
}
