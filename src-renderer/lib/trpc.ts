import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from '../../src-main/web/router.ts'

/** The window's only way to the host, over the origin that served the window. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/rpc' }),
      false: httpBatchLink({ url: '/rpc', maxURLLength: 4000 }),
    }),
  ],
})
