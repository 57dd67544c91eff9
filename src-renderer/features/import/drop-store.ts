import { create } from 'zustand'

/** What a page knows of something dropped: its name, and of a file its size. */
export interface NamedDrop {
  name: string
  /** Null for a folder. */
  bytes: number | null
}

export const useDropDialog = create<{ drop: NamedDrop | null }>(() => ({ drop: null }))

export function openDropDialog(drop: NamedDrop): void {
  useDropDialog.setState({ drop })
}

export function closeDropDialog(): void {
  useDropDialog.setState({ drop: null })
}
