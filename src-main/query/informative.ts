import { createRandom } from '../decoder/random.ts'
import { columnSums } from '../decoder/sparse-rows.ts'
import { isOpen, NodeCandidates, nodeOf, surveySeen } from './candidates.ts'
import type { QueryState } from './query-state.ts'
import { dot, subtractMultiple } from './survey.ts'

/** Observations after which the decoder's uncertainty counts as much as the plain number of samples. */
const halfTrust = 25
/** The sample asked at a node is one of this many most typical ones, as the seed decides. */
const typicalChoices = 3

/**
 * Samples where an answer says most about the rest, best first: of all nodes of the graph, the one whose label would
 * lower the variance of the weighted sum of all nodes most (Σ-optimality, Ma, Garnett and Schneider 2013), and there a
 * typical sample. `sigma` weighs all unlabeled samples alike; `default` weighs them by the decoder's uncertainty, the
 * more the more labels there are: with few a decoder cannot know what it has not seen.
 *
 * Samples people have seen and those just picked make their neighbourhood known, and a node is asked only once
 * before all others have had their turn, so no near-copies follow each other.
 */
export function informativeSamples(
  state: QueryState,
  strategy: 'default' | 'sigma',
  count: number,
  exclude: ReadonlySet<number>,
  seed: number,
): number[] {
  const { graph, labeled, excluded, predictions } = state
  const survey = surveySeen(state)
  // What is on somebody's screen will be answered.
  for (const sample of exclude) {
    const node = isOpen(state, sample) ? nodeOf(state, sample) : null
    if (node !== null) survey.observe(node)
  }
  const trust = strategy === 'sigma' ? 0 : survey.observations / (survey.observations + halfTrust)
  const worth = new Float32Array(graph.count)
  for (let sample = 0; sample < worth.length; sample += 1) {
    if (!labeled[sample] && !excluded?.[sample])
      worth[sample] = 1 + trust * (predictions.uncertainty[sample] - 1)
  }
  const weights = columnSums(graph, worth)
  const covariance = survey.covarianceWith(weights)
  const candidates = new NodeCandidates(state, exclude)
  const random = createRandom(seed)
  const picked: number[] = []
  const exhausted = new Uint8Array(graph.nodes)
  let isLeft = true
  while (picked.length < count && isLeft) {
    isLeft = false
    const open = exhausted.map((isExhausted) => 1 - isExhausted)
    for (;;) {
      const node = bestNode(survey.gains(covariance), open)
      if (node < 0 || picked.length === count) break
      open[node] = 0
      const sample = candidates.take(node, typicalChoices, random())
      if (sample === null) {
        exhausted[node] = 1
        continue
      }
      isLeft = true
      picked.push(sample)
      const row = survey.observe(node)
      subtractMultiple(covariance, row, dot(row, weights))
    }
  }
  return picked
}

function bestNode(gains: Float64Array, open: Uint8Array): number {
  let best = -1
  for (let node = 0; node < gains.length; node += 1) {
    if (open[node] === 1 && (best < 0 || gains[node] > gains[best])) best = node
  }
  return best
}
