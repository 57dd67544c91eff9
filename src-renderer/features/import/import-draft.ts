import { create } from 'zustand'
import {
  type ImageRecipe,
  type ImportFormat,
  type ImportRequest,
  type InputShape,
  importRequestSchema,
} from '../../../src-main/contract/data.ts'
import { useLive } from '../../lib/live-state.ts'

/** The import being filled in, kept while the person looks at another step; null when there is none. */
export const useImportDraft = create<{ draft: ImportRequest | null }>(() => ({ draft: null }))

/** @param shape what the project holds already: images must be prepared alike */
export function newDraft(source: string, shape?: InputShape | null): ImportRequest {
  const draft = { ...importRequestSchema.parse({ source: '-' }), source }
  if (shape?.kind !== 'image') return draft
  const colour = shape.channels === 1 ? 'grayscale' : 'rgb'
  return { ...draft, recipe: { ...draft.recipe, colour, side: shape.side } }
}

export function setDraft(draft: ImportRequest | null): void {
  useImportDraft.setState({ draft })
}

export function changeDraft(change: Partial<ImportRequest>): void {
  useImportDraft.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } }))
}

export function changeRecipe(change: Partial<ImageRecipe>): void {
  useImportDraft.setState(({ draft }) => ({
    draft: draft && { ...draft, recipe: { ...draft.recipe, ...change } },
  }))
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
