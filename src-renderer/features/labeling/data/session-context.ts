import { useQuery } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { useLive } from '../../../lib/live-state.ts'
import { queryClient } from '../../../lib/query-client.ts'
import type { ShownSample } from '../logic/sample-store.ts'
import { LabelingSession } from './labeling-session.ts'
import type { MemberList, MemberListState } from './member-list.ts'
import { classesQuery } from './queries.ts'
import type { LabelingViewState } from './view-state.ts'

let open: { path: string; session: LabelingSession } | null = null

/** The session of the open project; one at a time. */
export function sessionOf(projectPath: string): LabelingSession {
  if (open?.path !== projectPath) open = { path: projectPath, session: new LabelingSession(queryClient) }
  return open.session
}

const isUnsaved = () => open !== null && open.session.actions.getState().waiting.length > 0

// A project that is closed is read anew when it is opened again; what was typed and not saved waits for that.
useLive.subscribe(({ project }) => {
  if (project === null && !isUnsaved()) open = null
})

window.addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault()
})

export const SessionContext = createContext<LabelingSession | null>(null)

export function useSession(): LabelingSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of the labeling view')
  return session
}

/** Part of the view's state; renders again only when that part changes. */
export function useView<Part>(select: (state: LabelingViewState) => Part): Part {
  return useStore(useSession().view, select)
}

/** A sample as it is shown now; undefined until it is known. */
export function useSample(id: number | undefined): ShownSample | undefined {
  const { samples } = useSession()
  const subscribe = useCallback(
    (listener: () => void) => (id === undefined ? () => {} : samples.subscribe(id, listener)),
    [samples, id],
  )
  return useSyncExternalStore(subscribe, () => (id === undefined ? undefined : samples.get(id)))
}

const noMembers: MemberListState = { total: null, error: null }
const never = () => () => {}

export function useMembers(members: MemberList | null): MemberListState {
  return useSyncExternalStore(members?.subscribe ?? never, members?.getState ?? (() => noMembers))
}

const noClasses: readonly LabelClass[] = []

/** The classes in their own order. */
export function useClasses(): readonly LabelClass[] {
  return useQuery(classesQuery).data ?? noClasses
}
