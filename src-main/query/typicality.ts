import type { memberOrders } from '../contract/window.ts'
import type { ClusterIndex } from './cluster-index.ts'
import type { QueryState } from './query-state.ts'
import { randomMembers } from './random-members.ts'

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
  /** Not 0 where a member is to be left out [≥ count]. */
  hidden?: ArrayLike<number>
}

/** How many samples {@link clusterMembers} goes through. */
export function memberCount(clusters: ClusterIndex, component: number, hidden?: ArrayLike<number>): number {
  return shownMembers(clusters, component, hidden).length
}

function shownMembers(
  { offsets, samples }: ClusterIndex,
  component: number,
  hidden?: ArrayLike<number>,
): Uint32Array {
  return shown(samples.subarray(offsets[component] ?? 0, offsets[component + 1] ?? 0), hidden)
}

function shown(members: Uint32Array, hidden?: ArrayLike<number>): Uint32Array {
  return hidden ? members.filter((sample) => !hidden[sample]) : members
}

/** A page of a cluster's samples; empty past the end and for components that do not exist. */
export function clusterMembers(
  { clusters, predictions }: Pick<QueryState, 'clusters' | 'predictions'>,
  { component, order, offset, limit, seed = 0, hidden }: MemberPage,
): number[] {
  const { responsibilityMargin } = clusters
  const members = () => shownMembers(clusters, component, hidden)
  const page = <T extends Uint32Array>(all: T) => Array.from(all.subarray(offset, offset + limit))
  switch (order) {
    case 'typical':
      return page(members())
    case 'borderline': {
      const { uncertainty } = predictions
      return page(
        members().toSorted(
          (a, b) =>
            uncertainty[b] - uncertainty[a] || responsibilityMargin[a] - responsibilityMargin[b] || a - b,
        ),
      )
    }
    case 'random':
      return page(shown(randomMembers(clusters, component, seed), hidden))
  }
}
