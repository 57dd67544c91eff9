import { queryOptions } from '@tanstack/react-query'
import { trpc } from '../../lib/trpc.ts'
import { labelingKey } from '../labeling/data/queries.ts'

/** How far back reasons for flags are looked for, steps of the history. */
const reasonSteps = 500

export function commentsQuery(sample: number) {
  return queryOptions({
    queryKey: [...labelingKey, 'comments', sample],
    queryFn: () => trpc.labeling.comments.query({ sample }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Reasons that flags were given lately, newest first. */
export const reasonsQuery = queryOptions({
  queryKey: [...labelingKey, 'reasons'],
  queryFn: async () => {
    const steps = await trpc.labeling.history.query({ limit: reasonSteps })
    return steps.map(({ reason }) => reason)
  },
})
