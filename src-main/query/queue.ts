import type { QueryStrategy, Reason } from '../contract/labeling.ts'
import { createRandom, permutation } from '../decoder/random.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { columnSums } from '../decoder/sparse-rows.ts'
import { clusterBoard } from './cluster-board.ts'
import type { QueryState } from './query-state.ts'
import { sampleReason } from './reasons.ts'
import { dot, Survey, subtractMultiple } from './survey.ts'

export interface Query {
  sample: number
  reason: Reason
}

/** Observed nodes taken into account, those with most variance first: past this many little is left to explain. */
const surveyLimit = 256
/** Observations after which the decoder's uncertainty counts as much as the plain number of samples. */
const halfTrust = 25
/** The sample asked at a node is one of this many most typical ones, as the seed decides. */
const typicalChoices = 3

/**
 * The samples to ask a person about, best first; never one that is labeled, passed over or in `exclude`. Fewer than
 * `count` only when no more are left.
 *
 * `random` goes through one random order per seed. `uncertainty` asks where an answer says most about samples the
 * decoder is unsure of: of all nodes of the graph, the one whose label would lower the variance of the uncertain
 * mass most (Σ-optimality, Ma et al. 2013, weighted by uncertainty), and there a typical sample. With few labels a
 * decoder cannot know what it has not seen, so at first all unlabeled samples weigh alike. Samples people have
 * seen and those just picked make their neighbourhood known, so no near-copies follow each other.
 */
export function nextSamples(
  state: QueryState,
  strategy: QueryStrategy,
  count: number,
  exclude: ReadonlySet<number>,
  seed: number,
): Query[] {
  if (strategy === 'random') {
    return permutedSamples(state, count, exclude, seed).map((sample) => ({
      sample,
      reason: { kind: 'random' },
    }))
  }
  const rows = new Map(clusterBoard(state).map((row) => [row.component, row]))
  return informativeSamples(state, count, exclude, seed).map((sample) => ({
    sample,
    reason: sampleReason(state, sample, rows.get(state.clusters.component[sample])),
  }))
}

function permutedSamples(
  state: QueryState,
  count: number,
  exclude: ReadonlySet<number>,
  seed: number,
): number[] {
  const picked: number[] = []
  for (const sample of permutation(state.posteriors.count, seed)) {
    if (picked.length >= count) break
    if (mayAsk(state, exclude, sample)) picked.push(sample)
  }
  return picked
}

function mayAsk(state: QueryState, exclude: ReadonlySet<number>, sample: number): boolean {
  return !hasBeenSeen(state, exclude, sample) && state.answerable?.[sample] !== 0
}

/** A person has labeled the sample, passed it over, or has it before them. */
function hasBeenSeen(
  { labeled, askable }: QueryState,
  exclude: ReadonlySet<number>,
  sample: number,
): boolean {
  return Boolean(labeled[sample]) || askable?.[sample] === 0 || exclude.has(sample)
}

function informativeSamples(
  state: QueryState,
  count: number,
  exclude: ReadonlySet<number>,
  seed: number,
): number[] {
  const { graph, labeled } = state
  const survey = surveyOf(state, exclude)
  const trust = survey.observations / (survey.observations + halfTrust)
  const weights = columnSums(
    graph,
    state.predictions.uncertainty.map((uncertainty, sample) =>
      labeled[sample] ? 0 : 1 + trust * (uncertainty - 1),
    ),
  )
  const covariance = survey.covarianceWith(weights)
  const candidates = candidatesByNode(state, exclude)
  const random = createRandom(seed)
  const picked: number[] = []
  // Each round asks at most once per node, so that all neighbourhoods have their turn before one comes again.
  while (picked.length < count && candidates.size > 0) {
    const round = new Set(candidates.keys())
    while (picked.length < count && round.size > 0) {
      const node = bestNode(survey.gains(covariance), round)
      round.delete(node)
      const samples = candidates.get(node) as number[]
      const sample = takeTypical(state, samples, random())
      if (samples.length === 0) candidates.delete(node)
      picked.push(sample)
      const row = survey.observe(node)
      subtractMultiple(covariance, row, dot(row, weights))
    }
  }
  return picked
}

function bestNode(gains: Float64Array, among: ReadonlySet<number>): number {
  let best = -1
  for (const node of among) {
    const isBetter = best < 0 || gains[node] > gains[best] || (gains[node] === gains[best] && node < best)
    if (isBetter) best = node
  }
  return best
}

/** What the samples people have seen tell about the graph; depends on which they are, not on their order. */
function surveyOf(state: QueryState, exclude: ReadonlySet<number>): Survey {
  const { graph } = state
  const survey = new Survey(graph)
  const observed = new Set<number>()
  for (let sample = 0; sample < graph.count; sample += 1) {
    const at = sample * graph.neighbours
    if (graph.weight[at] > 0 && hasBeenSeen(state, exclude, sample)) observed.add(graph.index[at])
  }
  while (observed.size > 0 && survey.observations < surveyLimit) {
    const node = bestNode(survey.variance, observed)
    observed.delete(node)
    survey.observe(node)
  }
  return survey
}

/** Samples that may be asked, by the node they belong to most. */
function candidatesByNode(state: QueryState, exclude: ReadonlySet<number>): Map<number, number[]> {
  const { graph, clusters } = state
  const byNode = new Map<number, number[]>()
  for (let sample = 0; sample < graph.count; sample += 1) {
    if (clusters.component[sample] === noComponent || !mayAsk(state, exclude, sample)) continue
    const node = graph.index[sample * graph.neighbours]
    const samples = byNode.get(node)
    if (samples) samples.push(sample)
    else byNode.set(node, [sample])
  }
  return byNode
}

/** Removes one of the samples nearest to their node, chosen by `luck` in [0, 1), and answers it. */
function takeTypical({ graph, clusters }: QueryState, samples: number[], luck: number): number {
  const nearness = (sample: number) => graph.weight[sample * graph.neighbours]
  samples.sort(
    (a, b) => nearness(b) - nearness(a) || clusters.typicality[b] - clusters.typicality[a] || a - b,
  )
  return samples.splice(Math.floor(luck * Math.min(typicalChoices, samples.length)), 1)[0]
}
