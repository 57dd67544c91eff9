import { infiniteQueryOptions } from '@tanstack/react-query'
import { trpc } from '../../../lib/trpc.ts'

export type ChangeKind = 'changed' | 'confident'

const pageSize = 100

/**
 * What an action changed, page by page. The host keeps it for the last action only.
 * @param action number of the status line that told of it: another action has other changes
 */
export function changesQuery(action: number, kind: ChangeKind) {
  return infiniteQueryOptions({
    queryKey: ['labeling-changes', action, kind],
    queryFn: ({ pageParam }) => trpc.labeling.changes.query({ kind, offset: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) =>
      pages.length * pageSize < page.total ? pages.length * pageSize : null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

/** Ids of all samples that changed in that way. */
export async function changedSamples(kind: ChangeKind): Promise<number[]> {
  const ids: number[] = []
  for (;;) {
    const page = await trpc.labeling.changes.query({ kind, offset: ids.length, limit: 500 })
    ids.push(...page.samples.map(({ sample }) => sample.id))
    if (page.samples.length === 0 || ids.length >= page.total) return ids
  }
}
