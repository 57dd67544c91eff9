import type { DecoderKind } from '../contract/labeling.ts'

/**
 * What a decoder has learned from its labels, as a function of where any sample lies, be it in the project or not: with
 * weights w over the nearest nodes, s_l = Σ_k w_k·table[node_k, l], evidence e_l = π_l·(max(0, s_l) + offset)^β of the
 * labeled classes, and p_l = e_l / Σ e.
 */
export interface DecoderHead {
  kind: DecoderKind
  /** What the nodes are: anchors in latent space, or the mixture's components, weighed by their responsibilities. */
  nodesAre: 'anchors' | 'components'
  nodes: number
  /** Nodes that a sample has a weight at; the responsibilities of so many components, renormalised. */
  neighbours: number
  classCount: number
  /** Score of a class at a node [nodes · classCount]. */
  table: Float32Array
  offset: number
  /** β */
  sharpness: number
  /** Frequency each class is taken to have, in any scale [classCount]. */
  prior: Float64Array
  /** Whether somebody labeled a sample of the class; others have probability 0 [classCount]. */
  labeled: boolean[]
  /** Who shares the probability where there is no evidence at all. */
  withoutEvidence: 'labeled' | 'all'
}

/**
 * Class probabilities [classCount] of a sample with these weights [neighbours] at these nodes; the reference for what other
 * programs make of a head.
 */
export function headProbabilities(
  head: DecoderHead,
  nodes: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const { classCount, table, offset, sharpness, prior, labeled, withoutEvidence } = head
  const evidence = new Float64Array(classCount)
  let sum = 0
  for (let l = 0; l < classCount; l += 1) {
    if (!labeled[l]) continue
    let score = 0
    for (let k = 0; k < nodes.length; k += 1) score += weights[k] * table[nodes[k] * classCount + l]
    score = Math.max(0, score) + offset
    evidence[l] = score > 0 ? prior[l] * score ** sharpness : 0
    sum += evidence[l]
  }
  if (sum > 0) return evidence.map((value) => value / sum)
  const sharing = labeled.map((has) => has || withoutEvidence === 'all')
  const count = sharing.filter(Boolean).length
  return evidence.map((_, l) => (sharing[l] ? 1 / count : 0))
}
