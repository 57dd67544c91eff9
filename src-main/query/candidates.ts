import { nodeMembers } from './node-members.ts'
import type { QueryState } from './query-state.ts'
import type { Survey } from './survey.ts'

/** Whether a sample may be asked about: it is open, and nobody has it before them. */
export function mayAsk(state: QueryState, exclude: ReadonlySet<number>, sample: number): boolean {
  return isOpen(state, sample) && !exclude.has(sample) && state.answerable?.[sample] !== 0
}

/** Nobody has labeled the sample, passed it over or excluded it. */
export function isOpen(state: QueryState, sample: number): boolean {
  return !state.excluded?.[sample] && !hasBeenSeen(state, sample)
}

/** A person has labeled the sample or passed it over, which says something about those like it; junk says nothing. */
function hasBeenSeen({ labeled, skipped, excluded }: QueryState, sample: number): boolean {
  return !excluded?.[sample] && (Boolean(labeled[sample]) || Boolean(skipped?.[sample]))
}

/** What is known about the graph from the samples people have seen, those of the audit left aside. */
export function surveySeen(state: QueryState): Survey {
  const { count } = state.graph
  const nodes = new Set<number>()
  for (let sample = 0; sample < count; sample += 1) {
    const counts = hasBeenSeen(state, sample) && !state.drawn?.[sample]
    const node = counts ? nodeOf(state, sample) : null
    if (node !== null) nodes.add(node)
  }
  return state.survey.after(nodes)
}

/** The node a sample belongs to most; null while it is not sorted. */
export function nodeOf({ graph }: Pick<QueryState, 'graph'>, sample: number): number | null {
  const at = sample * graph.neighbours
  return graph.weight[at] > 0 ? graph.index[at] : null
}

/**
 * Walks through the samples of each node that may be asked, nearest to the node first, remembering how far it came.
 */
export class NodeCandidates {
  readonly #state: QueryState
  readonly #exclude: ReadonlySet<number>
  readonly #taken = new Set<number>()

  constructor(state: QueryState, exclude: ReadonlySet<number>) {
    this.#state = state
    this.#exclude = exclude
  }

  /**
   * One of the `choices` samples nearest to the node that are left, as `luck` in [0, 1) decides; null when none is. It
   * is not handed out again.
   */
  take(node: number, choices: number, luck: number): number | null {
    const { graph, clusters } = this.#state
    const found: number[] = []
    for (const sample of nodeMembers(graph, clusters).of(node)) {
      if (this.#taken.has(sample) || !mayAsk(this.#state, this.#exclude, sample)) continue
      found.push(sample)
      if (found.length === choices) break
    }
    if (found.length === 0) return null
    const sample = found[Math.floor(luck * found.length)]
    this.#taken.add(sample)
    return sample
  }
}
