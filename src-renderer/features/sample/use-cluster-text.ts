import { useQuery } from '@tanstack/react-query'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

/** Clusters can be split: what is shown anew is read anew after this while. */
const freshMs = 30_000

/** The text that stands for a cluster; null where samples are no texts, undefined while that is not known. */
export function useClusterText(component: number): string | null | undefined {
  const isVector = useLive((live) => live.project?.inputShape?.kind === 'vector')
  const runId = useLive((live) => live.labeling?.runId ?? null)
  const { data, isError } = useQuery({
    queryKey: ['samples', 'cluster-text', component, runId],
    queryFn: () => trpc.samples.clusterText.query({ component }),
    staleTime: freshMs,
    enabled: isVector,
  })
  return isVector && !isError ? data : null
}
