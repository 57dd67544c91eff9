import type { ClusterView } from '../../../../src-main/contract/labeling.ts'

/**
 * The order in which the board is shown while somebody works: that of the last sorting. Clusters that are gone leave it,
 * new ones come last, but parts of a cluster right behind it.
 * @param shown components in the order shown so far
 * @param fresh the board as the host orders it now
 */
export function keepOrder(shown: readonly number[], fresh: readonly ClusterView[]): readonly number[] {
  const alive = new Set(fresh.map((cluster) => cluster.component))
  const kept = shown.filter((component) => alive.has(component))
  const known = new Set(kept)
  const added = fresh.filter((cluster) => !known.has(cluster.component))
  if (kept.length === shown.length && added.length === 0) return shown
  const isPart = ({ splitFrom }: ClusterView) => splitFrom !== null && known.has(splitFrom)
  const order = [...kept, ...added.filter((cluster) => !isPart(cluster)).map(({ component }) => component)]
  const parts = added.filter(isPart).sort((a, b) => b.component - a.component)
  for (const { component, splitFrom } of parts) {
    order.splice(order.indexOf(splitFrom ?? -1) + 1, 0, component)
  }
  return order
}

/**
 * How many places each cluster would move if the list were sorted anew: negative is up, towards more to learn.
 * Clusters that only slide because others passed them (fewer than `least` places) are left out.
 */
export function pendingMoves(
  shown: readonly number[],
  fresh: readonly ClusterView[],
  least = 3,
): ReadonlyMap<number, number> {
  const place = new Map(fresh.map((cluster, index) => [cluster.component, index]))
  const moves = new Map<number, number>()
  shown.forEach((component, index) => {
    const next = place.get(component)
    if (next !== undefined && Math.abs(next - index) >= least) moves.set(component, next - index)
  })
  return moves
}

/** Whether sorting anew would change anything. */
export function isOrderStale(shown: readonly number[], fresh: readonly ClusterView[]): boolean {
  return shown.length !== fresh.length || fresh.some((cluster, index) => cluster.component !== shown[index])
}
