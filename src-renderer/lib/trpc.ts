import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from '../../src-main/web/router.ts'

/** Characters of the address of questions, with what is asked; what is longer by itself travels as a body. */
export const longestAddress = 4000

function lengthInAddress(input: unknown): number {
  return input === undefined ? 0 : encodeURIComponent(JSON.stringify(input)).length
}

/** The window's only way to the host, over the origin that served the window. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/rpc' }),
      false: splitLink({
        // The roles of a thousand columns, a filter by hundreds of classes: more than an address has room for.
        condition: ({ type, input }) => type === 'query' && lengthInAddress(input) > longestAddress / 2,
        true: httpLink({ url: '/rpc', methodOverride: 'POST' }),
        false: httpBatchLink({ url: '/rpc', maxURLLength: longestAddress }),
      }),
    }),
  ],
})
