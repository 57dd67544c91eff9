import { QueryClient } from '@tanstack/react-query'

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
