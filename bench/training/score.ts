import type { DecoderKind } from '../../src-main/contract/labeling.ts'
import { posteriorWidth } from '../../src-main/contract/training.ts'
import { buildAnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import { createDecoder } from '../../src-main/decoder/create-decoder.ts'
import {
  argmaxComponents,
  noComponent,
  type SparsePosteriors,
} from '../../src-main/decoder/sparse-posteriors.ts'
import { MixtureEvaluator, writeLargest } from '../../src-main/model/diagonal-mixture.ts'
import { fitMixture } from '../../src-main/model/mixture-init.ts'
import { type SimulationResult, simulate } from '../../src-main/quality/simulate.ts'
import { indexClusters } from '../../src-main/query/cluster-index.ts'

/** Numbers of random labels at which accuracy is taken. */
export const labelCounts = [10, 30, 50, 60, 100, 200, 300]

/** By decoder, at each of {@link labelCounts} that leaves samples to judge: shares, not percent. */
export type Accuracies = Partial<Record<DecoderKind, Pick<SimulationResult, 'labels' | 'mean' | 'sd'>[]>>

/** What a training leaves behind: posteriors and latent means of all samples. */
export interface Sorted {
  posteriors: SparsePosteriors
  /** [count · dimensions] */
  means: Float32Array
  dimensions: number
}

/** Classes of the same samples, from 0. */
export interface Truth {
  classes: Int16Array
  classCount: number
}

/** Share of the samples whose class is the most frequent one of their cluster. */
export function purity(component: ArrayLike<number>, { classes, classCount }: Truth): number {
  const clusters = new Map<number, Float64Array>()
  for (let i = 0; i < component.length; i++) {
    if (component[i] === noComponent) continue
    let counts = clusters.get(component[i])
    if (!counts) {
      counts = new Float64Array(classCount)
      clusters.set(component[i], counts)
    }
    counts[classes[i]]++
  }
  let right = 0
  for (const counts of clusters.values()) right += Math.max(...counts)
  return right / component.length
}

/** Accuracy of the product's decoders on everything unlabeled, in the way of `fewlabel simulate`. */
export function accuracies(
  sorted: Sorted,
  truth: Truth,
  { decoders, seeds, graphSeed }: { decoders: readonly DecoderKind[]; seeds: number; graphSeed: number },
): Accuracies {
  const { posteriors, means, dimensions } = sorted
  const graph = buildAnchorGraph(means, posteriors.count, dimensions, { seed: graphSeed })
  const clusters = indexClusters(posteriors, { means, dimensions })
  const common = {
    posteriors,
    clusters,
    graph,
    truth: truth.classes,
    classCount: truth.classCount,
    strategy: 'random' as const,
    labelCounts: labelCounts.filter((labels) => labels < posteriors.count),
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
  }
  const results = decoders.map((kind) => [
    kind,
    simulate({ ...common, createDecoder: () => createDecoder(kind, { posteriors, graph }) }).results,
  ])
  return Object.fromEntries(results)
}

/** Posteriors of a mixture that is fitted anew, by expectation-maximisation, on the latent means. */
export function refitted({ posteriors, means, dimensions }: Sorted, seed: number): SparsePosteriors {
  const { count, componentCount: clusters } = posteriors
  const fit = fitMixture(means, dimensions, { clusters, seed })
  let next = fit.next()
  while (!next.done) next = fit.next()
  const evaluator = new MixtureEvaluator(next.value)
  const responsibilities = new Float64Array(clusters)
  const components = new Uint16Array(count * posteriorWidth)
  const weights = new Float32Array(count * posteriorWidth)
  for (let i = 0; i < count; i++) {
    evaluator.responsibilities(means, i * dimensions, responsibilities)
    writeLargest(responsibilities, posteriorWidth, components, weights, i * posteriorWidth)
  }
  return { ...posteriors, width: posteriorWidth, components, weights }
}

/** Purity of the mixture that {@link refitted} gives. */
export function refittedPurity(sorted: Sorted, truth: Truth, seed: number): number {
  return purity(argmaxComponents(refitted(sorted, seed)), truth)
}
