import type { ClusterView, Reason } from '../contract/labeling.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { nodeOf } from './candidates.ts'
import { clusterSize } from './cluster-index.ts'
import type { QueryState } from './query-state.ts'
import type { Survey } from './survey.ts'

/** A second class with this share of a cluster makes it mixed; this probability makes a sample lie between classes. */
const notableShare = 0.2
/** A responsibility below this leaves room for a second cluster worth naming. */
const clearResponsibility = 0.7
const namedAlternatives = 3
/** A sample this many times as far from its neighbours as usual is unlike anything. */
const oddFrom = 2.5
/** Labels that explain less than this share of what there is to know about a sample's neighbourhood are not near. */
const nearFrom = 0.5

/** Why a cluster is where it is on the board. */
export function clusterReason(row: ClusterView): Reason {
  const { component, size } = row
  if (row.labeled === 0) return { kind: 'unlabeled-cluster', component, size }
  if ((row.mix[1]?.share ?? 0) >= notableShare) {
    return { kind: 'mixed-cluster', component, size, classes: row.mix.slice(0, namedAlternatives) }
  }
  return { kind: 'settled', component, size }
}

/**
 * Why one sample is asked about: the first that holds of: it is unlike anything else; nobody has labeled anything in its
 * cluster, nor near it; two classes are about as probable; its cluster is mixed; it lies between clusters. Otherwise it
 * is there to make sure.
 *
 * @param row the sample's cluster as the board shows it; undefined for a sample that has not been sorted yet
 * @param survey what is known of the graph by now
 */
export function sampleReason(
  state: QueryState,
  sample: number,
  row: ClusterView | undefined,
  survey: Survey,
): Reason {
  if (!row) return { kind: 'random' }
  const oddness = state.oddness?.[sample] ?? 0
  if (oddness >= oddFrom) return { kind: 'outlier', distance: oddness }
  if (row.labeled === 0) return clusterReason(row)
  const node = nodeOf(state, sample)
  const likeness = node === null ? 1 : 1 - survey.variance[node]
  if (likeness < nearFrom)
    return { kind: 'no-label-near', component: row.component, size: row.size, likeness }
  const classes = likelyClasses(state, sample)
  if ((classes[1]?.probability ?? 0) >= notableShare) return { kind: 'between-classes', classes }
  const reason = clusterReason(row)
  if (reason.kind === 'mixed-cluster') return reason
  const { clusters } = state
  if (clusters.responsibility[sample] < clearResponsibility) {
    return { kind: 'between-clusters', components: likelyComponents(state, sample) }
  }
  const component = clusters.component[sample]
  return {
    kind: 'settled',
    component,
    size: component === noComponent ? 0 : clusterSize(clusters, component),
  }
}

/** The sample's most probable classes, largest first. */
function likelyClasses({ decoder, classIds }: QueryState, sample: number) {
  const probabilities = decoder.probabilities(sample)
  return [...probabilities.keys()]
    .filter((l) => probabilities[l] > 0)
    .sort((a, b) => probabilities[b] - probabilities[a] || a - b)
    .slice(0, namedAlternatives)
    .map((l) => ({ classId: classIds[l], probability: probabilities[l] }))
}

/** The components the sample belongs to most, largest first. */
function likelyComponents({ posteriors }: QueryState, sample: number) {
  const { width, components, weights } = posteriors
  const entries = []
  for (let at = sample * width; at < (sample + 1) * width; at += 1) {
    if (weights[at] > 0) entries.push({ component: components[at], responsibility: weights[at] })
  }
  return entries.sort((a, b) => b.responsibility - a.responsibility).slice(0, namedAlternatives)
}
