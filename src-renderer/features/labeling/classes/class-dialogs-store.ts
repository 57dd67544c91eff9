import { create } from 'zustand'

export type ClassPart = 'name' | 'colour' | 'key' | 'group'

export type ClassDialog =
  | { kind: 'edit'; id: number; part: ClassPart }
  | { kind: 'merge'; id: number }
  | { kind: 'split'; id: number }
  /** `text`: names to begin with. */
  | { kind: 'many'; text: string }

/** Which dialog about classes is open; {@link ClassDialogs} shows it. */
export const useClassDialog = create<{ dialog: ClassDialog | null }>(() => ({ dialog: null }))

export function openClassDialog(dialog: ClassDialog): void {
  useClassDialog.setState({ dialog })
}

export function closeClassDialog(): void {
  useClassDialog.setState({ dialog: null })
}
