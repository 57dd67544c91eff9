import type { Effect, QueryStrategy, Reason } from '../contract/labeling.ts'
import { permutation } from '../decoder/random.ts'
import { mayAsk, surveySeen } from './candidates.ts'
import { clusterBoard } from './cluster-board.ts'
import { tallyClusters } from './cluster-tally.ts'
import { effectsOf } from './effect.ts'
import { informativeSamples } from './informative.ts'
import type { QueryState } from './query-state.ts'
import { bestScored, clusterTurns, entropyScores, marginScores } from './ranked.ts'
import { sampleReason } from './reasons.ts'

export interface Query {
  sample: number
  reason: Reason
  effect: Effect | null
}

/** Reason and effect of each of these samples, whoever chose them. */
export function explain(state: QueryState, samples: readonly number[]): Query[] {
  const tally = tallyClusters(state)
  const rows = new Map(clusterBoard(state, tally).map((row) => [row.component, row]))
  const survey = surveySeen(state)
  const effects = effectsOf(state, samples, tally, survey)
  return samples.map((sample, i) => ({
    sample,
    reason: sampleReason(state, sample, rows.get(state.clusters.component[sample]), survey),
    effect: effects[i],
  }))
}

/**
 * The samples to ask a person about, best first; never one that is labeled, passed over or in `exclude`. Fewer than
 * `count` only when no more are left. Which strategy does what is told where each is; `random` goes through one random
 * order per seed.
 */
export function pickSamples(
  state: QueryState,
  strategy: QueryStrategy,
  count: number,
  exclude: ReadonlySet<number>,
  seed: number,
): number[] {
  switch (strategy) {
    case 'default':
    case 'sigma':
      return informativeSamples(state, strategy, count, exclude, seed)
    case 'random':
      return inRandomOrder(state, count, exclude, seed)
    case 'margin':
      return bestScored(state, marginScores(state), count, exclude)
    case 'entropy':
      return bestScored(state, entropyScores(state), count, exclude)
    case 'typical':
    case 'biggest':
      return clusterTurns(state, strategy, count, exclude)
  }
}

function inRandomOrder(
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
