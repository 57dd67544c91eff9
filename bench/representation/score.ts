// `node bench/representation/score.ts PREFIX… [--labels 30,100] [--seeds 10] [--anchors 1000] [--alpha 0.99]`: how
// accurate the product's graph decoder is on latent means that something else has made.
//
// Reads PREFIX.means.f32 and PREFIX.classes.u8, as experiment.py and `npm run bench -- model --dump` write them.
import { parseArgs } from 'node:util'
import { queryStrategySchema } from '../../src-main/contract/labeling.ts'
import { buildAnchorGraph } from '../../src-main/decoder/anchor-graph.ts'
import { createDecoder } from '../../src-main/decoder/create-decoder.ts'
import { simulate } from '../../src-main/quality/simulate.ts'
import { indexClusters } from '../../src-main/query/cluster-index.ts'
import { anchorPosteriors } from '../anchor-posteriors.ts'
import { readMeans } from '../questions/stored-latents.ts'
import { labelCounts } from '../training/score.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labels: { type: 'string', default: labelCounts.join() },
    seeds: { type: 'string', default: '10' },
    anchors: { type: 'string' },
    alpha: { type: 'string' },
    'far-alpha': { type: 'string' },
    neighbours: { type: 'string' },
    strategy: { type: 'string', default: 'random' },
  },
})

for (const prefix of positionals) {
  const { count, means, dimensions, truth, classCount } = readMeans(prefix)
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const graph = buildAnchorGraph(means, count, dimensions, {
    seed: 1,
    anchors: number(values.anchors),
    alpha: number(values.alpha),
    farAlpha: number(values['far-alpha']),
    neighbours: number(values.neighbours),
  })
  const posteriors = anchorPosteriors(graph)
  const { results } = simulate({
    posteriors,
    clusters: indexClusters(posteriors),
    graph,
    createDecoder: () => createDecoder('graph', { posteriors, graph }),
    truth,
    classCount,
    strategy: queryStrategySchema.parse(values.strategy),
    labelCounts: values.labels.split(',').map(Number),
    seeds: Array.from({ length: Number(values.seeds) }, (_, i) => i + 1),
  })
  const cells = results.map(
    ({ labels, mean, sd }) => `${labels}: ${(100 * mean).toFixed(1)} ± ${(100 * sd).toFixed(1)}`,
  )
  console.log(
    `${prefix.split(/[/\\]/).at(-1)}, ${graph.nodes} anchors, α ${graph.alpha}: ${cells.join(', ')}`,
  )
}
