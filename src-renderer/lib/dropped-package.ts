import { create } from 'zustand'

/** A package of work that was dropped on the window and waits to be merged; null when there is none. */
export const useDroppedPackage = create<{ path: string | null }>(() => ({ path: null }))
