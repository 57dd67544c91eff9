import { create } from 'zustand'
import type { ImportFormat, ImportRequest } from '../../../src-main/contract/data.ts'
import { useLive } from '../../lib/live-state.ts'
import { asProposed } from './column-use.ts'

/** The import being filled in, kept while the person looks at another step; null when there is none. */
export const useImportDraft = create<{ draft: ImportRequest | null }>(() => ({ draft: null }))

export function newDraft(source: string, format?: ImportFormat): ImportRequest {
  return {
    source,
    format,
    transpose: false,
    foldersAreTruth: false,
    recipe: { colour: 'grayscale', side: 28, fit: 'pad' },
  }
}

export function setDraft(draft: ImportRequest | null): void {
  useImportDraft.setState({ draft })
}

export function changeDraft(change: Partial<ImportRequest>): void {
  useImportDraft.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } }))
}

/** Another source: what was said about the columns of the former one says nothing about its own. */
export function changeSource(source: string, more: Partial<ImportRequest> = {}): void {
  changeDraft({ source, ...asProposed, ...more })
}

let openPath = useLive.getState().project?.path
useLive.subscribe(({ project }) => {
  if (project?.path === openPath) return
  openPath = project?.path
  setDraft(null)
})
