import { create } from 'zustand'

/** Whether the dialog that takes a snapshot is open. */
export const useTakeDialog = create<{ open: boolean }>(() => ({ open: false }))

export function openTakeSnapshot(): void {
  useTakeDialog.setState({ open: true })
}

export function closeTakeSnapshot(): void {
  useTakeDialog.setState({ open: false })
}
