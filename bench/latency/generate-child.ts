import { buildAnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import { generateMixture } from '../../src-main/decoder/generated-mixture.ts'
import { answerTask } from '../fork-child.ts'
import { type ProjectFiles, writeProject } from './generated-project.ts'
import { plainNearest, processorMilliseconds } from './plain.ts'

/*
 * A child of label-latency.ts: generates a sorted project. In a process of its own, so that its memory is not the host's.
 */

export interface GenerateTask {
  folder: string
  count: number
}

export interface GeneratedProject {
  files: ProjectFiles
  /** Processor time of building the anchor graph, ms, and of nothing but finding nearest anchors the plain way. */
  graphMilliseconds: number
  plainMilliseconds: number
}

const dimensions = 8
const classCount = 26
/** The plain way is taken for so many samples and reckoned for all: it takes a minute for a million. */
const plainSamples = 60_000

answerTask(async ({ folder, count }: GenerateTask): Promise<GeneratedProject> => {
  const data = generateMixture({ count, components: 100, classes: classCount, dimensions, seed: 1 })
  const [graphMilliseconds, graph] = processorMilliseconds(() =>
    buildAnchorGraph(data.means, count, dimensions),
  )
  const some = Math.min(count, plainSamples)
  const [plain] = processorMilliseconds(() => plainNearest(data.means, some, dimensions, graph.anchors))
  const { componentCount, width } = data.posteriors
  const { nodes, neighbours, alpha } = graph
  const files = {
    folder,
    count,
    dimensions,
    componentCount,
    width,
    classCount,
    graph: { nodes, neighbours, alpha },
  }
  writeProject(files, data, graph)
  return { files, graphMilliseconds, plainMilliseconds: (plain * count) / some }
})
