import { QueryClient } from '@tanstack/react-query'
import { useLive } from './live-state.ts'

/**
 * Reads are cached by `[area, what, …input]`, for example `['projects', 'recent']`. The host pushes changes through the
 * event stream, so nothing is refetched on focus or by timers.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: 1,
      retryDelay: 400,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

// What was read from one project must not show up in the next.
let openPath = useLive.getState().project?.path
useLive.subscribe(({ project }) => {
  if (project === undefined || project?.path === openPath) return
  openPath = project?.path
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'shell' && queryKey[0] !== 'projects',
  })
  // The annotator's name is kept in the project.
  void queryClient.invalidateQueries({ queryKey: ['shell', 'info'] })
})
