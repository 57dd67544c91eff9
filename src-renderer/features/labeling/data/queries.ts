import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { trpc } from '../../../lib/trpc.ts'

/**
 * What the labeling view reads. Nothing here goes stale by time: everything under `labeling` is read anew when the
 * host's revision moves (see LabelingSession), and what is on screen stays until the new answer is there.
 */
export const labelingKey = ['labeling'] as const

const untilRevision = { staleTime: Number.POSITIVE_INFINITY }

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

/** Samples most alike; `count` stays the same, so that what was fetched ahead is found. */
export function neighboursQuery(sampleId: number) {
  return queryOptions({
    queryKey: [...labelingKey, 'neighbours', sampleId],
    queryFn: () => trpc.labeling.neighbours.query({ id: sampleId, count: 8 }),
    ...untilRevision,
    gcTime: 30_000,
  })
}

/** Whether a cluster may be labeled with one key, and which members to look at next. */
export function checkQuery(component: number) {
  return queryOptions({
    queryKey: [...labelingKey, 'check', component],
    queryFn: () => trpc.labeling.check.query({ component, count: rowOfCheck }),
    ...untilRevision,
  })
}

/** Random members that are looked at together. */
export const rowOfCheck = 12

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
