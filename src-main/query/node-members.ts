import type { NodeGraph } from '../decoder/greens-function.ts'
import { type ComponentMembers, membersByComponent, noComponent } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from './cluster-index.ts'

const known = new WeakMap<NodeGraph, { clusters: ClusterIndex; members: ComponentMembers }>()

/**
 * Samples grouped by the node of the graph they belong to most: those of node j are
 * `samples[offsets[j]] … samples[offsets[j + 1] − 1]`, the one nearest to its node first; of equally near ones the more
 * typical of its cluster, then the lower number. Samples that are not sorted yet are left out.
 *
 * The order does not depend on labels, so it is computed once per graph and then remembered: choosing a question means
 * walking along a node's list, not through all samples.
 */
export function nodeMembers(graph: NodeGraph, clusters: ClusterIndex): ComponentMembers {
  const before = known.get(graph)
  if (before?.clusters === clusters) return before.members
  const members = groupByNode(graph, clusters)
  known.set(graph, { clusters, members })
  return members
}

function groupByNode(graph: NodeGraph, { component, typicality }: ClusterIndex): ComponentMembers {
  const { count, nodes, neighbours, index, weight } = graph
  const node = new Uint16Array(count).fill(noComponent)
  const nearness = new Float32Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    const at = sample * neighbours
    if (weight[at] === 0 || component[sample] === noComponent) continue
    node[sample] = index[at]
    nearness[sample] = weight[at]
  }
  const members = membersByComponent(node, nodes)
  const { offsets, samples } = members
  for (let j = 0; j < nodes; j += 1) {
    samples
      .subarray(offsets[j], offsets[j + 1])
      .sort((a, b) => nearness[b] - nearness[a] || typicality[b] - typicality[a] || a - b)
  }
  return members
}
