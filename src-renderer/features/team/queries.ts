import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

/** How long labels must rest before the figures are read anew, milliseconds. */
const restMs = 400

const teamKey = ['work', 'team']

/** Who is there and how far they agree, read anew after every change of labels. */
export function useTeam() {
  const client = useQueryClient()
  const path = useLive((live) => live.project?.path)
  const revision = useLive((live) => live.labeling?.revision)
  const query = useQuery({
    queryKey: [...teamKey, path],
    queryFn: () => trpc.work.team.query(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const known = query.data?.revision
  useEffect(() => {
    if (known === undefined || known === revision) return
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: teamKey }), restMs)
    return () => clearTimeout(timer)
  }, [client, known, revision])
  return query
}

/** After work was shared out, taken back or merged. */
export function useTeamChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: teamKey })
}

/** What is being made, asked for while `busy`. */
export function useWorkState(busy: boolean) {
  return useQuery({
    queryKey: ['work', 'state'],
    queryFn: () => trpc.work.state.query(),
    enabled: busy,
    refetchInterval: 500,
    gcTime: 0,
  })
}
