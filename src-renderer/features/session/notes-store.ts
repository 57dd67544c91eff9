import { create } from 'zustand'

/** What somebody wants to write down about samples: a comment, or why they are flagged. */
export type NoteKind = 'comment' | 'flag'

interface NotesState {
  open: { kind: NoteKind; samples: readonly number[] } | null
}

/** Which note is being written; {@link Notes} shows it. */
export const useNotes = create<NotesState>(() => ({ open: null }))

/** Opens the comments of the samples: a new one goes to all of them; those of a single sample are listed. */
export function openComments(samples: readonly number[]): void {
  if (samples.length > 0) useNotes.setState({ open: { kind: 'comment', samples } })
}

/** Asks why the samples are flagged, and flags them with the answer. */
export function openFlagReason(samples: readonly number[]): void {
  if (samples.length > 0) useNotes.setState({ open: { kind: 'flag', samples } })
}

export function closeNotes(): void {
  useNotes.setState({ open: null })
}
