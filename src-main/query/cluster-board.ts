import type { ClusterView } from '../contract/labeling.ts'
import { clusterSize } from './cluster-index.ts'
import { type ClusterTally, type TallyState, tallyClusters } from './cluster-tally.ts'
import { clusterBeliefs, clusterInformationGain } from './information-gain.ts'

/** Classes named in a cluster's mix. */
const mixLength = 5

/**
 * One row per cluster that has samples, those first where a label is expected to tell most: priority is the bits that one
 * answer says about the cluster's classes · the share of all samples that are in it and open. Large
 * clusters nobody has looked at come first, a cluster that people have labeled whole sinks to the end. Ties go
 * to the larger cluster, then to the lower component.
 *
 * @param tally of the same state, where it is there already
 */
export function clusterBoard(state: TallyState, tally: ClusterTally = tallyClusters(state)): ClusterView[] {
  const { clusters, classIds, labels, excluded, uncertainty, seen } = tally
  const { count, componentCount } = clusters
  const beliefs = clusterBeliefs(tally)
  const rows: ClusterView[] = []
  for (let c = 0; c < componentCount; c += 1) {
    const size = clusterSize(clusters, c)
    if (size === 0) continue
    const kept = size - excluded[c]
    rows.push({
      component: c,
      size,
      labeled: labels[c],
      excluded: excluded[c],
      splitFrom: clusters.splitFrom?.get(c) ?? null,
      uncertainty: kept > 0 ? uncertainty[c] / kept : 0,
      priority: (clusterInformationGain(beliefs, c) * (kept - labels[c])) / count,
      mix: largestShares(seen.subarray(c * classIds.length, (c + 1) * classIds.length), kept, classIds),
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
