import { queryOptions, useQuery } from '@tanstack/react-query'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

/** Clusters can be split: what is shown anew is read anew after this while. */
const freshMs = 30_000

/**
 * All that is known of a sample. It is compared with its cluster, and clusters are those of a training; `prefetchQuery`
 * takes it for the next sample.
 */
export function sampleDetailQuery(id: number, runId = useLive.getState().labeling?.runId ?? null) {
  return queryOptions({
    queryKey: ['samples', 'detail', id, runId],
    queryFn: () => trpc.samples.detail.query({ id }),
    staleTime: freshMs,
  })
}

export function useSampleDetail(id: number, enabled = true) {
  const runId = useLive((live) => live.labeling?.runId ?? null)
  return useQuery({ ...sampleDetailQuery(id, runId), enabled })
}
