import { create } from 'zustand'

/** The class whose guideline stands beside the work; null while it is closed. It opens on demand alone. */
export const useGuideline = create<{ classId: number | null }>(() => ({ classId: null }))

export function showGuideline(classId: number): void {
  useGuideline.setState({ classId })
}

export function closeGuideline(): void {
  useGuideline.setState({ classId: null })
}
