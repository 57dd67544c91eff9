import type { AnchorGraph } from '../src-main/decoder/anchor-graph.ts'
import type { SparsePosteriors } from '../src-main/decoder/sparse-posteriors.ts'

/** Latents alone have no clusters. Strategies that need none (random, Σ-optimality) take anchors in their place. */
export function anchorPosteriors(graph: AnchorGraph): SparsePosteriors {
  const { count, nodes, neighbours, index, weight } = graph
  return { count, componentCount: nodes, width: neighbours, components: index, weights: weight }
}
