import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLive } from '../../../lib/live-state.ts'
import { prototypeUrl } from '../../../lib/pictures.ts'
import { galleryQuery } from './queries.ts'

/**
 * Addresses of the prototypes of the run whose sorting is in use. Null where there is none, as while a new run has
 * taken the gallery over; undefined until that is known.
 */
export function usePrototypes(): (component: number) => string | null | undefined {
  const runId = useLive((live) => live.labeling?.runId ?? null)
  const galleryEpoch = useLive((live) => live.training?.galleryEpoch ?? null)
  const { data: gallery, isPending } = useQuery(galleryQuery(runId, galleryEpoch))
  const epoch = gallery && gallery.runId === runId ? gallery.epoch : null
  return useCallback(
    (component) => {
      if (isPending) return undefined
      return runId === null || epoch === null ? null : prototypeUrl(runId, epoch, component)
    },
    [runId, epoch, isPending],
  )
}
