import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import { clusterSize } from './cluster-index.ts'
import type { ClusterTally } from './cluster-tally.ts'

/**
 * What a cluster is believed to hold before anything is known: half a label, spread over all classes. So little that the
 * first label says most, as it should where clusters hold mostly one class.
 */
const ignorance = 0.5

/**
 * The decoder's guesses for a cluster count like this many labels at most, when it is sure of every one: they have come
 * from labels elsewhere and nobody has looked here. A cluster whose neighbours settle it is thus less of
 * a question than one nobody knows anything about, and more of one than a cluster in which people agreed.
 */
const guessesAtMost = 2

/**
 * For each cluster a Dirichlet distribution over the classes of its samples: labels given there, guesses and
 * {@link ignorance}. Besides the classes there are, one that nobody has named yet takes part.
 */
export interface ClusterBeliefs {
  /** Classes told apart: those there are, at least one, and the one not named yet. */
  categories: number
  /** a_cl [K · categories]. */
  concentration: Float64Array
  /** Σ_l a_cl [K]. */
  total: Float64Array
  /** Entropy of an answer that would be left if the cluster's class shares were known, expected, in bits [K]. */
  remaining: Float64Array
}

export function clusterBeliefs({
  clusters,
  classIds,
  told,
  guessed,
  labels,
  excluded,
}: ClusterTally): ClusterBeliefs {
  const { componentCount } = clusters
  const classCount = classIds.length
  const categories = Math.max(1, classCount) + 1
  const concentration = new Float64Array(componentCount * categories).fill(ignorance / categories)
  const total = new Float64Array(componentCount)
  const remaining = new Float64Array(componentCount)
  for (let c = 0; c < componentCount; c += 1) {
    const own = concentration.subarray(c * categories, (c + 1) * categories)
    const unlabeled = clusterSize(clusters, c) - labels[c] - excluded[c]
    const perGuess = unlabeled > 0 ? guessesAtMost / unlabeled : 0
    for (let l = 0; l < classCount; l += 1) {
      own[l] += told[c * classCount + l] + perGuess * guessed[c * classCount + l]
    }
    for (const a of own) total[c] += a
    remaining[c] = expectedEntropy(own, total[c])
  }
  return { categories, concentration, total, remaining }
}

/**
 * How many bits an answer about one sample is expected to tell about the class shares θ_c of the clusters it belongs to
 * (mutual information, "BALD", Houlsby et al. 2011; closed form for Dirichlet beliefs):
 *
 * H(Σ_c q_c θ̄_c) − Σ_c q_c [ψ(a_c0 + 1) − Σ_l (a_cl / a_c0) ψ(a_cl + 1)]
 *
 * Exact for a sample that belongs to one cluster, an upper bound for others. 0 for one that is not sorted yet.
 */
export function informationGain(
  beliefs: ClusterBeliefs,
  { width, components, weights }: SparsePosteriors,
  sample: number,
): number {
  const { categories, concentration, total, remaining } = beliefs
  const start = sample * width
  const end = start + width
  let left = 0
  for (let at = start; at < end; at += 1) left += weights[at] * remaining[components[at]]
  let entropy = 0
  for (let l = 0; l < categories; l += 1) {
    let share = 0
    for (let at = start; at < end; at += 1) {
      const c = components[at]
      share += (weights[at] * concentration[c * categories + l]) / total[c]
    }
    entropy -= share * log2(share)
  }
  return Math.max(0, entropy - left)
}

/** The same for a sample that belongs to one cluster entirely. */
export function clusterInformationGain(beliefs: ClusterBeliefs, component: number): number {
  const { categories, concentration, total, remaining } = beliefs
  let entropy = 0
  for (let l = 0; l < categories; l += 1) {
    const share = concentration[component * categories + l] / total[component]
    entropy -= share * log2(share)
  }
  return Math.max(0, entropy - remaining[component])
}

/** E[H(θ)] in bits for θ ~ Dirichlet(a), `total` = Σ a. */
function expectedEntropy(a: Float64Array, total: number): number {
  let nats = digamma(total + 1)
  for (const each of a) nats -= (each / total) * digamma(each + 1)
  return nats / Math.LN2
}

function log2(share: number): number {
  return share > 0 ? Math.log2(share) : 0
}

/**
 * ψ(x) for x > 0: ψ(x) = ψ(x + 1) − 1/x until x ≥ 6, there the asymptotic series (Bernardo 1976, algorithm AS 103, with
 * two further terms).
 */
export function digamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 6; at += 1) shift -= 1 / at
  const r = 1 / (at * at)
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r / 132))))
  return shift + Math.log(at) - 0.5 / at - series
}
