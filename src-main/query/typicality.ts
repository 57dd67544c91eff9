import type { memberOrders } from '../contract/window.ts'
import { permutation } from '../decoder/random.ts'
import type { QueryState } from './query-state.ts'

export interface MemberPage {
  component: number
  /**
   * `typical`: from the core outwards; `borderline`: from those the decoder is least sure about (before any label:
   * those nearly as much in another cluster); `random`: in an order that the seed decides.
   */
  order: (typeof memberOrders)[number]
  /** Members to pass over. */
  offset: number
  /** Members wanted at most. */
  limit: number
  /** For the random order. */
  seed?: number
}

/** A page of a cluster's samples; empty past the end and for components that do not exist. */
export function clusterMembers(
  { clusters, predictions }: Pick<QueryState, 'clusters' | 'predictions'>,
  { component, order, offset, limit, seed = component }: MemberPage,
): number[] {
  const { offsets, samples, responsibilityMargin } = clusters
  const members = samples.subarray(offsets[component] ?? 0, offsets[component + 1] ?? 0)
  const page = <T extends Uint32Array>(all: T) => Array.from(all.subarray(offset, offset + limit))
  switch (order) {
    case 'typical':
      return page(members)
    case 'borderline': {
      const { uncertainty } = predictions
      return page(
        members.toSorted(
          (a, b) =>
            uncertainty[b] - uncertainty[a] || responsibilityMargin[a] - responsibilityMargin[b] || a - b,
        ),
      )
    }
    case 'random':
      return page(permutation(members.length, seed)).map((place) => members[place])
  }
}
