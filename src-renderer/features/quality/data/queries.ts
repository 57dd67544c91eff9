import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ReviewKind } from '../../../../src-main/contract/labeling.ts'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'
import { labelingKey } from '../../labeling/data/queries.ts'
import { useSession } from '../../labeling/data/session-context.ts'

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

/**
 * The first samples of a list that the host pages, read anew after every change of labels. Their views go to the session,
 * so that they are drawn at once.
 * @param kind null asks for nothing
 */
export function useReviewList(kind: ReviewKind | null, limit: number) {
  const { samples } = useSession()
  return useQuery({
    queryKey: [...labelingKey, 'review', kind, limit],
    queryFn: async () => {
      if (kind === null) return null
      const mark = samples.mark()
      const page = await trpc.labeling.review.query({ kind, limit })
      samples.put(page.samples, mark)
      return page
    },
    enabled: kind !== null,
    staleTime: Number.POSITIVE_INFINITY,
    // While a list is read anew after a label the old one stays; another kind never shows in its place.
    placeholderData: (before, query) => (query?.queryKey[2] === kind ? before : undefined),
  })
}
