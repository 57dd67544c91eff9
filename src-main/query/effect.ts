import type { Effect } from '../contract/labeling.ts'
import type { NodeGraph } from '../decoder/greens-function.ts'
import { columnSums } from '../decoder/sparse-rows.ts'
import { nodeOf } from './candidates.ts'
import { clusterSize } from './cluster-index.ts'
import type { ClusterTally } from './cluster-tally.ts'
import { clusterBeliefs, informationGain } from './information-gain.ts'
import type { QueryState } from './query-state.ts'
import type { Survey } from './survey.ts'

/** How many samples belong to each node, by graph: it is one pass over all of them. */
const knownMasses = new WeakMap<NodeGraph, Float64Array>()

/** What the label of each of these samples would change, as far as can be told before it is given. */
export function effectsOf(
  state: QueryState,
  samples: readonly number[],
  tally: ClusterTally,
  survey: Survey,
): (Effect | null)[] {
  const { graph, clusters, decoder, posteriors } = state
  const beliefs = clusterBeliefs(tally)
  const masses = knownMasses.get(graph) ?? columnSums(graph)
  knownMasses.set(graph, masses)
  return samples.map((sample) => {
    const node = nodeOf(state, sample)
    if (node === null) return null
    // Each sample's label on its own, however many are asked together.
    const row = survey.rowOf(node)
    let reach = 0
    for (let k = 0; k < row.length; k += 1) reach += row[k] * row[k] * masses[k]
    return {
      reach,
      changes: decoder.expectedChanges(sample),
      information:
        informationGain(beliefs, posteriors, sample) * clusterSize(clusters, clusters.component[sample]),
    }
  })
}
