import { create } from 'zustand'
import type { ExportState } from '../../../src-main/contract/window.ts'

interface ExportDialogState {
  open: boolean
  /** The host's export state when this window last started one: until it changes, nothing is known of the new one. */
  before: ExportState | null | undefined
  /** The snapshot to begin with; undefined for whatever was chosen last. */
  snapshotId?: number
}

export const useExportDialog = create<ExportDialogState>(() => ({ open: false, before: undefined }))

export function openExport(): void {
  useExportDialog.setState({ open: true, snapshotId: undefined })
}

/** Opens the dialog on the project as it was when this snapshot was taken. */
export function openExportOf(snapshotId: number): void {
  useExportDialog.setState({ open: true, snapshotId })
}

export function closeExport(): void {
  useExportDialog.setState({ open: false })
}

/** Shows the form again instead of the last outcome. */
export function forgetOutcome(): void {
  useExportDialog.setState({ before: undefined })
}
