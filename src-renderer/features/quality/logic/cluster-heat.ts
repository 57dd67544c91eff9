import type { ClusterClasses } from '../../../../src-main/contract/quality.ts'

export type HeatKind = 'labels' | 'guesses'

export interface HeatRow {
  component: number
  size: number
  /** All labels, or all guesses, of the cluster. */
  total: number
  counts: ReadonlyMap<number, number>
}

export interface HeatView {
  /** Classes of the columns, those most frequent in the clusters shown first. */
  classIds: number[]
  /** Classes that have no column. */
  hidden: number
  rows: HeatRow[]
}

export const clustersPerPage = 30
const mostColumns = 30

/** A page of clusters, largest first, against the classes they hold. */
export function clusterHeat(clusters: readonly ClusterClasses[], kind: HeatKind, first: number): HeatView {
  const shown = clusters.slice(first, first + clustersPerPage)
  const totals = new Map<number, number>()
  const rows = shown.map((cluster): HeatRow => {
    const counts = new Map(cluster[kind])
    let total = 0
    for (const [classId, count] of counts) {
      total += count
      totals.set(classId, (totals.get(classId) ?? 0) + count)
    }
    return { component: cluster.component, size: cluster.size, total, counts }
  })
  const classIds = [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([classId]) => classId)
  return {
    classIds: classIds.slice(0, mostColumns),
    hidden: Math.max(0, classIds.length - mostColumns),
    rows,
  }
}
