import { greensFunction, type NodeGraph } from './greens-function.ts'
import type { LabelDecoder } from './label-decoder.ts'
import { LinearDecoder } from './linear-decoder.ts'
import { posteriorRows, type SparsePosteriors } from './sparse-posteriors.ts'

/** Restart weight over components: their graph is small and dense, so walks are kept short. */
const componentAlpha = 0.9

/** The graph over mixture components, joined by overlapping posteriors; shares the arrays of `posteriors`. */
export function componentGraph(posteriors: SparsePosteriors, alpha: number = componentAlpha): NodeGraph {
  const rows = posteriorRows(posteriors)
  return { ...rows, alpha, green: greensFunction(rows, alpha) }
}

/**
 * The additive Green's-function decoder: F_l(x) = z(x)·G·mean_{i ∈ S_l} z_i, labels spreading along the graph in closed
 * form (Zhou et al. 2004 on the reduced graph). A label of class l changes F_l only.
 *
 * Probabilities are p_l ∝ π_l·(F_l + 0.05)^β: 0.05 (of a lift, where 1 is indifference) keeps ratios of next to nothing
 * from looking like certainty, and β, an inverse temperature, is what the labels at hand call for. Walks of
 * 1/(1 − α) steps leave F itself far too flat to be read as probabilities.
 */
export function createGraphDecoder(graph: NodeGraph): LabelDecoder {
  return new LinearDecoder({
    kind: 'graph',
    nodesAre: 'dimensions' in graph ? 'anchors' : 'components',
    rows: graph,
    kernel: graph.green,
    averaged: true,
    offset: 0.05,
    sharpness: { usual: 2.5, from: 'fitted' },
    unseenScore: 1,
    withoutEvidence: 'labeled',
    refined: 0.5,
  })
}
