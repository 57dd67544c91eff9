import type { ClusterView } from '../contract/labeling.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { clusterSize } from './cluster-index.ts'
import type { QueryState } from './query-state.ts'

/** Classes named in a cluster's mix. */
const mixLength = 5

export type BoardState = Pick<QueryState, 'clusters' | 'predictions' | 'labeled' | 'classIds'>

/**
 * One row per cluster that has samples, those first about which knowing more would help most: priority is mean
 * uncertainty · share of all samples, that is the uncertain mass. A labeled sample counts as certain, so a cluster
 * that people have labeled whole sinks to the end. Ties go to the larger cluster, then to the lower component.
 */
export function clusterBoard(state: BoardState): ClusterView[] {
  const { clusters, predictions, labeled, classIds } = state
  const { count, componentCount, component } = clusters
  const classCount = classIds.length
  const uncertain = new Float64Array(componentCount)
  const labels = new Uint32Array(componentCount)
  const mix = new Uint32Array(componentCount * classCount)
  for (let sample = 0; sample < count; sample += 1) {
    const c = component[sample]
    if (c === noComponent) continue
    if (labeled[sample]) labels[c] += 1
    else uncertain[c] += predictions.uncertainty[sample]
    const best = predictions.best[sample]
    if (best >= 0) mix[c * classCount + best] += 1
  }
  const rows: ClusterView[] = []
  for (let c = 0; c < componentCount; c += 1) {
    const size = clusterSize(clusters, c)
    if (size === 0) continue
    rows.push({
      component: c,
      size,
      labeled: labels[c],
      uncertainty: uncertain[c] / size,
      priority: uncertain[c] / count,
      mix: largestShares(mix.subarray(c * classCount, (c + 1) * classCount), size, classIds),
    })
  }
  return rows.sort((a, b) => b.priority - a.priority || b.size - a.size || a.component - b.component)
}

function largestShares(counts: Uint32Array, size: number, classIds: ArrayLike<number>): ClusterView['mix'] {
  return [...counts.keys()]
    .filter((l) => counts[l] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, mixLength)
    .map((l) => ({ classId: classIds[l], share: counts[l] / size }))
}
