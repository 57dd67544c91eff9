import type { DecoderKind, QueryStrategy } from '../../src-main/contract/labeling.ts'
import { buildAnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import { createDecoder } from '../../src-main/decoder/create-decoder.ts'
import { buildNeighbourhood } from '../../src-main/decoder/neighbourhood.ts'
import { Refiner } from '../../src-main/decoder/refiner.ts'
import { type SimulatedRun, simulateOnce } from '../../src-main/quality/simulate.ts'
import { indexClusters } from '../../src-main/query/cluster-index.ts'
import { answerTask } from '../fork-child.ts'
import { readLatents } from './stored-latents.ts'

/** One way to label: who asks, who answers, who decodes. */
export interface QuestionsPlan {
  strategy: QueryStrategy
  decoder: DecoderKind
  refined: boolean
  noise: number
  annotators: number
  /** Orders of labels per model. */
  seeds: number
}

export interface QuestionsTask {
  /** Beginning of the names of the model's files. */
  latents: string
  labelCounts: number[]
  targets: number[]
  plans: QuestionsPlan[]
}

answerTask<QuestionsTask>(async ({ latents, labelCounts, targets, plans }) => {
  const { count, means, dimensions, posteriors, truth, classCount } = readLatents(latents)
  const graph = buildAnchorGraph(means, count, dimensions, { seed: 1 })
  const clusters = indexClusters(posteriors, { means, dimensions })
  const { graph: fine } = buildNeighbourhood({ count, dimensions, means, cells: graph })
  return plans.map(({ strategy, decoder, refined, noise, annotators, seeds }): SimulatedRun[] => {
    const options = {
      posteriors,
      clusters,
      graph,
      createDecoder: () => createDecoder(decoder, { posteriors, graph }),
      createRefiner: refined ? () => new Refiner(fine) : undefined,
      truth,
      classCount,
      strategy,
      noise,
      annotators,
      labelCounts,
      targets,
      seeds: [],
    }
    return Array.from({ length: seeds }, (_, i) => simulateOnce(options, i + 1))
  })
})
