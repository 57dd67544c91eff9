import { noComponent } from '../decoder/sparse-posteriors.ts'
import { mayAsk } from './candidates.ts'
import type { QueryState } from './query-state.ts'

/**
 * The samples with the highest score, best first, at most one of each node of the graph: what scores high has
 * neighbours that score high for the same reason, and near-copies teach little. Ties go to the lower sample.
 */
export function bestScored(
  state: QueryState,
  scores: Float32Array,
  count: number,
  exclude: ReadonlySet<number>,
): number[] {
  const { graph, clusters } = state
  const open: number[] = []
  for (let sample = 0; sample < graph.count; sample += 1) {
    if (clusters.component[sample] !== noComponent && mayAsk(state, exclude, sample)) open.push(sample)
  }
  open.sort((a, b) => scores[b] - scores[a] || a - b)
  const picked: number[] = []
  // One of each node, then those left behind, so that fewer than `count` come only when no more are left.
  const isPicked = new Set<number>()
  const nodes = new Set<number>()
  for (const sample of open) {
    if (picked.length === count) return picked
    const node = graph.index[sample * graph.neighbours]
    if (nodes.has(node)) continue
    nodes.add(node)
    isPicked.add(sample)
    picked.push(sample)
  }
  for (const sample of open) {
    if (picked.length === count) break
    if (!isPicked.has(sample)) picked.push(sample)
  }
  return picked
}

/** 1 − (p₁ − p₂) of every sample [count]: margin sampling (Scheffer et al. 2001). */
export function marginScores({ predictions }: QueryState): Float32Array {
  return predictions.uncertainty
}

/** Entropy of the class probabilities of every sample [count], in nats; without any label all score alike. */
export function entropyScores({ decoder, graph }: QueryState): Float32Array {
  const scores = new Float32Array(graph.count)
  const probabilities = new Float32Array(decoder.classCount)
  for (let sample = 0; sample < graph.count; sample += 1) {
    decoder.probabilities(sample, probabilities)
    let entropy = 0
    for (const p of probabilities) if (p > 0) entropy -= p * Math.log(p)
    scores[sample] = entropy
  }
  return scores
}

/**
 * The next samples cluster by cluster, each the most typical one that may be asked. `typical` goes to the clusters with
 * the fewest labels, largest first (TypiClust, Hacohen et al. 2022, with the model's clusters); `biggest` to
 * the one with most samples per label.
 */
export function clusterTurns(
  state: QueryState,
  strategy: 'typical' | 'biggest',
  count: number,
  exclude: ReadonlySet<number>,
): number[] {
  const { clusters, labeled } = state
  const { componentCount, component, offsets, samples } = clusters
  const labels = new Float64Array(componentCount)
  for (let sample = 0; sample < component.length; sample += 1) {
    // What is on somebody's screen will be labeled.
    if (component[sample] !== noComponent && (labeled[sample] || exclude.has(sample)))
      labels[component[sample]] += 1
  }
  const size = (c: number) => offsets[c + 1] - offsets[c]
  const isBefore = (a: number, b: number) =>
    strategy === 'typical'
      ? labels[a] - labels[b] || size(b) - size(a)
      : size(b) / (labels[b] + 1) - size(a) / (labels[a] + 1)
  const next = Uint32Array.from(offsets.subarray(0, componentCount))
  const open = new Set([...labels.keys()].filter((c) => size(c) > 0))
  const picked: number[] = []
  while (picked.length < count && open.size > 0) {
    const c = [...open].reduce((best, other) => (isBefore(other, best) < 0 ? other : best))
    while (next[c] < offsets[c + 1] && !mayAsk(state, exclude, samples[next[c]])) next[c] += 1
    if (next[c] === offsets[c + 1]) {
      open.delete(c)
      continue
    }
    picked.push(samples[next[c]])
    next[c] += 1
    labels[c] += 1
  }
  return picked
}
