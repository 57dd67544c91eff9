import type { DecoderKind } from '../contract/labeling.ts'
import { buildAnchorGraph } from './anchor-graph.ts'
import { createDecoder } from './create-decoder.ts'
import { generateMixture } from './generated-mixture.ts'
import { createPredictions, type LabelDecoder } from './label-decoder.ts'
import { permutation } from './random.ts'

/** Small generated data that the decoders' tests share: overlapping components, three classes. */
export const count = 60
export const k = 7
export const classCount = 3
const data = generateMixture({
  count,
  components: k,
  classes: classCount,
  dimensions: 2,
  seed: 2,
  spread: 0.3,
  width: k,
})
export const { means, posteriors, truth } = data
export const anchors = buildAnchorGraph(data.means, count, 2, { anchors: 12, neighbours: 4 })
export const samples = [...Array(count).keys()]

export function fresh(kind: DecoderKind, graph = anchors): LabelDecoder {
  const decoder = createDecoder(kind, { posteriors, graph })
  decoder.setClassCount(classCount)
  return decoder
}

export function label(decoder: LabelDecoder, labeled: readonly number[]): LabelDecoder {
  for (const sample of labeled) decoder.addLabel(sample, truth[sample])
  return decoder
}

/** Everything a decoder answers, to compare two of them bit for bit. */
export function answers(decoder: LabelDecoder) {
  const predictions = createPredictions(count)
  decoder.decodeAll(predictions)
  return { predictions, probabilities: samples.map((sample) => decoder.probabilities(sample)) }
}

/** Samples that are labeled, few to several. */
export const labelings = [1, 2, 3, 4].map((seed) => [...permutation(count, seed).subarray(0, 3 * seed)])
