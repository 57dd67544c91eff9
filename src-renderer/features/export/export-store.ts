import { create } from 'zustand'
import type { ExportState } from '../../../src-main/contract/window.ts'

interface ExportDialogState {
  open: boolean
  /** The host's export state when this window last started one: until it changes, nothing is known of the new one. */
  before: ExportState | null | undefined
}

export const useExportDialog = create<ExportDialogState>(() => ({ open: false, before: undefined }))

export function openExport(): void {
  useExportDialog.setState({ open: true })
}

export function closeExport(): void {
  useExportDialog.setState({ open: false })
}

/** Shows the form again instead of the last outcome. */
export function forgetOutcome(): void {
  useExportDialog.setState({ before: undefined })
}
