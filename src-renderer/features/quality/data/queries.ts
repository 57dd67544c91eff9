import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'

/** How long labels must rest before the report is read anew, milliseconds: keys often come in quick succession. */
const restMs = 150

export const reportQuery = queryOptions({
  queryKey: ['quality', 'report'],
  queryFn: () => trpc.quality.report.query(),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnMount: 'always',
  placeholderData: keepPreviousData,
})

/** The report, read anew after every change of labels, model or target. */
export function useReport() {
  const client = useQueryClient()
  const revision = useLive((live) => live.labeling?.revision)
  const gist = useLive((live) => live.quality)
  const seen = useRef({ revision, gist })
  useEffect(() => {
    if (seen.current.revision === revision && seen.current.gist === gist) return
    seen.current = { revision, gist }
    const timer = setTimeout(() => void client.invalidateQueries(reportQuery), restMs)
    return () => clearTimeout(timer)
  }, [client, revision, gist])
  return useQuery(reportQuery)
}

/** Near-duplicates and outliers of the run in use; null while they are being looked for. */
export function useOddSamples() {
  const runId = useLive((live) => live.labeling?.runId ?? null)
  const known = useLive((live) => live.neighbourhood?.oddKnown ?? false)
  return useQuery({
    queryKey: ['quality', 'odd', runId, known],
    queryFn: () => trpc.quality.odd.query(),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
