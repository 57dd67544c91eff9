import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { trpc } from '../../../lib/trpc.ts'

/**
 * What the labeling view reads. Nothing here goes stale by time: everything under `labeling` is read anew when the
 * host's revision moves (see LabelingSession), and what is on screen stays until the new answer is there.
 */
export const labelingKey = ['labeling'] as const

const untilRevision = { staleTime: Number.POSITIVE_INFINITY }

/** Steps shown in the history panel. */
export const historyLength = 50

export const boardQuery = queryOptions({
  queryKey: [...labelingKey, 'board'],
  queryFn: () => trpc.labeling.board.query(),
  ...untilRevision,
})

export const classesQuery = queryOptions({
  queryKey: [...labelingKey, 'classes'],
  queryFn: () => trpc.classes.list.query(),
  ...untilRevision,
})

export const historyQuery = queryOptions({
  queryKey: [...labelingKey, 'history'],
  queryFn: () => trpc.labeling.history.query({ limit: historyLength }),
  ...untilRevision,
})

/** Why a cluster is asked about; its members come in pages of their own. */
export function reasonQuery(component: number) {
  return queryOptions({
    queryKey: [...labelingKey, 'reason', component],
    queryFn: async () => {
      const members = await trpc.labeling.cluster.query({ component, order: 'typical', offset: 0, limit: 1 })
      return { reason: members.reason, mostTypical: members.samples.at(0)?.id ?? null }
    },
    ...untilRevision,
  })
}

export function probabilitiesQuery(sampleId: number) {
  return queryOptions({
    queryKey: [...labelingKey, 'probabilities', sampleId],
    queryFn: () => trpc.labeling.probabilities.query({ id: sampleId }),
    ...untilRevision,
    gcTime: 30_000,
  })
}

/** Newest gallery; not of a revision but of a run, so it has a key of its own. Read again when a run or an epoch is added. */
export function galleryQuery(runId: number | null, epoch: number | null) {
  return queryOptions({
    queryKey: ['labeling-gallery', runId, epoch],
    queryFn: () => trpc.training.gallery.query(),
    ...untilRevision,
    placeholderData: keepPreviousData,
    enabled: runId !== null,
  })
}
