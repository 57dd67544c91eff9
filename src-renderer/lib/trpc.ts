import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from '../../src-main/web/router.ts'

/** Characters of the address of a question, with what is asked; a single one that is longer fails. */
export const longestAddress = 4000

/** The window's only way to the host, over the origin that served the window. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/rpc' }),
      false: httpBatchLink({ url: '/rpc', maxURLLength: longestAddress }),
    }),
  ],
})
