import { create } from 'zustand'
import {
  type ImportFormat,
  type ImportRequest,
  importRequestSchema,
} from '../../../src-main/contract/data.ts'
import { useLive } from '../../lib/live-state.ts'

/** The import being filled in, kept while the person looks at another step; null when there is none. */
export const useImportDraft = create<{ draft: ImportRequest | null }>(() => ({ draft: null }))

export function newDraft(source: string): ImportRequest {
  return { ...importRequestSchema.parse({ source: '-' }), source }
}

export function setDraft(draft: ImportRequest | null): void {
  useImportDraft.setState({ draft })
}

export function changeDraft(change: Partial<ImportRequest>): void {
  useImportDraft.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } }))
}

/** What was said about one source or format and says nothing about another. */
const ofItsOwn = { labels: undefined, columnRoles: undefined, transpose: false, foldersAreClasses: false }

export function changeSource(source: string): void {
  changeDraft({ ...ofItsOwn, source, format: undefined })
}

/** Undefined for whatever is recognised. */
export function changeFormat(format: ImportFormat | undefined): void {
  changeDraft({ ...ofItsOwn, format })
}

let openPath = useLive.getState().project?.path
useLive.subscribe(({ project }) => {
  if (project?.path === openPath) return
  openPath = project?.path
  setDraft(null)
})
