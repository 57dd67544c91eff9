import { buildAnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import { generateMixture } from '../../src-main/decoder/generated-mixture.ts'
import { layOutLatents } from '../../src-main/query/latent-layout.ts'
import { answerTask, peakMegabytes } from '../fork-child.ts'
import { processorMilliseconds } from '../latency/plain.ts'
import { readMeans } from '../questions/stored-latents.ts'
import { type LayoutQuality, layoutQuality } from './layout-quality.ts'

/*
 * A child of map.ts: lays latent means out in the plane. In a process of its own, so that its memory is the task's.
 */

/** A trained model's latents by the beginning of their files' names, or generated ones. */
export type LayoutTask = { latents: string } | { generated: number }

export interface LayoutMeasures {
  samples: number
  /** Processor time. */
  seconds: number
  megabytes: number
  quality: LayoutQuality
}

answerTask<LayoutTask>(async (task): Promise<LayoutMeasures> => {
  const samples = 'latents' in task ? readMeans(task.latents) : generate(task.generated)
  const { count, dimensions, means } = samples
  const cells = buildAnchorGraph(means, count, dimensions)
  const [milliseconds, places] = processorMilliseconds(() =>
    layOutLatents({ ...samples, cells }, { seed: 1 }),
  )
  return {
    samples: count,
    seconds: milliseconds / 1000,
    megabytes: peakMegabytes(),
    quality: layoutQuality({ ...samples, places }),
  }
})

/** Components overlap: where every one stands alone, neighbours are found easily. */
function generate(count: number) {
  const dimensions = 16
  const mixture = { count, components: 100, classes: 26, dimensions, seed: 1, spread: 0.65 }
  return { count, dimensions, ...generateMixture(mixture) }
}
