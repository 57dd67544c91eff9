import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SnapshotRequest } from '../../../src-main/contract/snapshots.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

const listKey = ['snapshots', 'list']

/** Newest first. */
export function useSnapshots() {
  const path = useLive((live) => live.project?.path)
  return useQuery({
    queryKey: [...listKey, path],
    queryFn: () => trpc.snapshots.list.query(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
}

export function useTakeSnapshot() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: SnapshotRequest) => trpc.snapshots.take.mutate(request),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

export function useRestoreSnapshot() {
  return useMutation({ mutationFn: (id: number) => trpc.snapshots.restore.mutate({ id }) })
}

/** What changed between two moments; with now (null) read anew after every change of labels or model. */
export function useComparison(from: number, to: number | null) {
  const path = useLive((live) => live.project?.path)
  const revision = useLive((live) => live.labeling?.revision)
  return useQuery({
    queryKey: ['snapshots', 'comparison', path, from, to, to === null ? revision : null],
    queryFn: () => trpc.snapshots.compare.query({ from, to }),
    staleTime: Number.POSITIVE_INFINITY,
    // Until the new figures are there, the old ones of the same two moments stay.
    placeholderData: (before) =>
      before?.from.snapshotId === from && before.to.snapshotId === to ? before : undefined,
    retry: false,
  })
}
