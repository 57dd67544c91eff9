import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive } from '../../../lib/live-state.ts'
import { navigate, useRoute } from '../../../lib/route.ts'
import type { LabelingSession } from './labeling-session.ts'
import { boardQuery } from './queries.ts'
import { labelingModes } from './view-state.ts'

/** Keeps the session in step with the host: its revision, its run, its absence and return. */
export function useHostSync(session: LabelingSession): void {
  const revision = useLive((live) => live.labeling?.revision)
  const runId = useLive((live) => live.labeling?.runId ?? null)
  const connection = useLive((live) => live.connection)
  const wasLost = useRef(false)

  useEffect(() => {
    if (revision !== undefined) session.follow(revision, runId)
  }, [session, revision, runId])

  useEffect(() => {
    if (connection === 'lost') wasLost.current = true
    if (connection !== 'live' || !wasLost.current) return
    wasLost.current = false
    // A restarted host counts its revisions anew.
    session.refresh()
  }, [session, connection])
}

/** {@link useHostSync}, and the board of clusters with it. */
export function useLabelingSync(session: LabelingSession): void {
  const runId = useLive((live) => live.labeling?.runId ?? null)
  const { data: board } = useQuery(boardQuery)
  useHostSync(session)

  // biome-ignore lint/correctness/useExhaustiveDependencies: runId too changes what the board is about
  useEffect(() => {
    if (board) session.takeBoard(board)
  }, [session, board, runId])
}

/** Keeps the place in the address (`#/label/clusters/17`, `#/label/queue`, `#/label/map`), so that a reload returns to it. */
export function useLabelingPlace(session: LabelingSession): void {
  const [area = 'label', place, component] = useRoute()

  useEffect(() => {
    const arrived = labelingModes.find((mode) => mode === place)
    if (arrived) session.arriveAt(arrived, component ? Number(component) : null)
  }, [session, place, component])

  useEffect(() => {
    const write = () => {
      const { mode, members } = session.view.getState()
      const open = mode === 'clusters' ? (members?.component ?? null) : null
      navigate([area, mode, ...(open === null ? [] : [String(open)])], { replace: true })
    }
    return session.view.subscribe((state, before) => {
      if (state.mode !== before.mode || state.members?.component !== before.members?.component) write()
    })
  }, [session, area])
}
