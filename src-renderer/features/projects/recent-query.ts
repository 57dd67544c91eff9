import { queryOptions } from '@tanstack/react-query'
import type { RecentProject } from '../../../src-main/contract/project.ts'
import { trpc } from '../../lib/trpc.ts'

/** Projects opened before, the last one first. */
export const recentQuery = queryOptions<RecentProject[]>({
  queryKey: ['projects', 'recent'],
  queryFn: () => trpc.projects.recent.query(),
})
