import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'

/** What a part of the breakdown shows, read anew after every change of labels or model while it is on screen. */
function useBreakdown<Data>(part: string, read: () => Promise<Data>) {
  const revision = useLive((live) => live.labeling?.revision)
  const decoder = useLive((live) => live.labeling?.decoder)
  return useQuery({
    queryKey: ['quality', 'breakdown', part, revision, decoder],
    queryFn: read,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
}

export const useConfusion = () => useBreakdown('confusion', () => trpc.quality.confusion.query())
export const useClusterClasses = () => useBreakdown('clusters', () => trpc.quality.clusterClasses.query())
export const useGroups = () => useBreakdown('groups', () => trpc.quality.groups.query())
export const useDecoders = () => useBreakdown('decoders', () => trpc.quality.decoders.query())
