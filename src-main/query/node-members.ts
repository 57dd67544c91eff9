import type { NodeGraph } from '../decoder/greens-function.ts'
import { type ComponentMembers, membersByComponent, noComponent } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from './cluster-index.ts'

/**
 * Samples by the node of the graph they belong to most; those that are not sorted yet are left out. Nothing here
 * depends on labels, so it is made once per graph, and a question walks along a node's list instead of through
 * all samples. Lists are put into order when they are first asked for: most never are.
 */
export class NodeMembers {
  readonly #graph: NodeGraph
  readonly #typicality: Float32Array
  readonly #members: ComponentMembers
  /** 1 where a node's list is in order [nodes]. */
  readonly #inOrder: Uint8Array

  constructor(graph: NodeGraph, { component, typicality }: ClusterIndex) {
    const { count, nodes, neighbours, index, weight } = graph
    const node = new Uint16Array(count).fill(noComponent)
    for (let sample = 0; sample < count; sample += 1) {
      const at = sample * neighbours
      if (weight[at] > 0 && component[sample] !== noComponent) node[sample] = index[at]
    }
    this.#graph = graph
    this.#typicality = typicality
    this.#members = membersByComponent(node, nodes)
    this.#inOrder = new Uint8Array(nodes)
  }

  /**
   * The node's samples, nearest to it first; of equally near ones the more typical of its cluster, then the lower
   * number. A view, not to be written to.
   */
  of(node: number): Uint32Array {
    const { offsets, samples } = this.#members
    const list = samples.subarray(offsets[node], offsets[node + 1])
    if (this.#inOrder[node]) return list
    const { neighbours, weight } = this.#graph
    const typicality = this.#typicality
    list.sort(
      (a, b) => weight[b * neighbours] - weight[a * neighbours] || typicality[b] - typicality[a] || a - b,
    )
    this.#inOrder[node] = 1
    return list
  }
}

const known = new WeakMap<ClusterIndex, { graph: NodeGraph; members: NodeMembers }>()

/** The lists of a graph, made when first asked for and remembered as long as the clusters live. */
export function nodeMembers(graph: NodeGraph, clusters: ClusterIndex): NodeMembers {
  const before = known.get(clusters)
  if (before?.graph === graph) return before.members
  const members = new NodeMembers(graph, clusters)
  known.set(clusters, { graph, members })
  return members
}
