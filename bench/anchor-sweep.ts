// `node bench/anchor-sweep.ts PROJECT…`: how accurate the graph decoder is with other numbers of anchors and other α, on
// trained projects with imported truth. Where decoder/anchor-graph.ts has its defaults from. Random labels, ten draws.
import { resolve } from 'node:path'
import { loadSorted } from '../src-main/app/sorted-samples.ts'
import { buildAnchorGraph } from '../src-main/decoder/anchor-graph.ts'
import { createDecoder } from '../src-main/decoder/create-decoder.ts'
import { Project } from '../src-main/project/project.ts'
import { simulate } from '../src-main/quality/simulate.ts'

const variants = [600, 1200].flatMap((anchors) => [0.99, 0.95, 0.9].map((alpha) => ({ anchors, alpha })))
const labelCounts = [30, 60, 100, 300]
const seeds = Array.from({ length: 10 }, (_, draw) => draw + 1)

for (const path of process.argv.slice(2)) {
  const project = Project.open(resolve(path), { holder: 'anchor sweep' })
  try {
    const sorted = loadSorted(project)
    const stored = sorted && project.posteriors.load(sorted.runId)
    if (!sorted || !stored) throw new Error(`${path} is not trained`)
    console.log(`${project.name}: accuracy in % at ${labelCounts.join(', ')} labels`)
    for (const variant of variants) {
      const graph = buildAnchorGraph(stored.means, stored.count, stored.latentDimensions, {
        seed: 1,
        ...variant,
      })
      const { results } = simulate({
        posteriors: sorted.posteriors,
        clusters: sorted.clusters,
        graph,
        createDecoder: () => createDecoder('graph', { posteriors: sorted.posteriors, graph }),
        truth: project.samples.truth().subarray(0, stored.count),
        classCount: project.samples.truthNames().length,
        strategy: 'random',
        labelCounts,
        seeds,
      })
      const accuracies = results.map(({ mean }) => (100 * mean).toFixed(1).padStart(5))
      console.log(
        `${String(graph.nodes).padStart(5)} anchors, α ${variant.alpha.toFixed(2)} ${accuracies.join(' ')}`,
      )
    }
  } finally {
    project.close()
  }
}
