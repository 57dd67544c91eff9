import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { createPredictions } from '../decoder/label-decoder.ts'
import { indexClusters } from './cluster-index.ts'
import type { QueryState } from './query-state.ts'
import { SurveyMemory } from './survey-memory.ts'

/** Small generated data that the tests of querying share: 8 groups of samples that hardly touch, two per class. */
const count = 400
const dimensions = 6
const classCount = 4
const data = generateMixture({
  count,
  components: 8,
  classes: classCount,
  dimensions,
  seed: 11,
  spread: 0.12,
})
const graph = buildAnchorGraph(data.means, count, dimensions, { anchors: 48 })

export const { truth, posteriors } = data
export const clusters = indexClusters(posteriors, { means: data.means, dimensions })

/** A state of its own in which the given samples have their true labels. Class ids are 10, 11, … */
export function stateWith(labeledSamples: readonly number[]): QueryState & { labeled: Uint8Array } {
  const decoder = createDecoder('graph', { posteriors, graph })
  decoder.setClassCount(classCount)
  const labeled = new Uint8Array(count)
  for (const sample of labeledSamples) {
    decoder.addLabel(sample, truth[sample])
    labeled[sample] = 10 + truth[sample]
  }
  const predictions = createPredictions(count)
  decoder.decodeAll(predictions)
  const classIds = Array.from({ length: classCount }, (_, index) => 10 + index)
  const survey = new SurveyMemory(graph)
  return { posteriors, clusters, graph, survey, decoder, predictions, labeled, classIds }
}
