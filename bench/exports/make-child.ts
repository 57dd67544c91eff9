import { hash } from 'node:crypto'
import { scriptedEngine, temporaryWorkbench } from '../../src-main/app/testing/sorted-project.ts'
import type { PreparedSample } from '../../src-main/contract/data.ts'
import { batchLimit, type SampleSource } from '../../src-main/dataset/sample-source.ts'
import { type GeneratedMixture, generateMixture } from '../../src-main/decoder/generated-mixture.ts'
import { permutation } from '../../src-main/decoder/random.ts'
import { answerTask } from '../fork-child.ts'

/*
 * A child of exports.ts: makes a project of generated vectors, sorted as training would leave them, with labels. In a
 * process of its own, so that its memory is not that of the export.
 */

export interface MakeTask {
  /** Project file to be made. */
  file: string
  count: number
}

const dimensions = 8
const classCount = 10
/** Labels given by people; one out of twenty, so that they count in the time. */
const labeledShare = 0.05
const chunk = 50_000

answerTask(async ({ file, count }: MakeTask): Promise<object> => {
  const data = generateMixture({ count, components: 100, classes: classCount, dimensions, seed: 1 })
  const { posteriors, means, truth } = data
  const { width } = posteriors
  const { workbench, end } = temporaryWorkbench(
    scriptedEngine([
      async (send) => {
        for (let first = 0; first < count; first += chunk) {
          const last = Math.min(count, first + chunk)
          await send({
            type: 'posteriors',
            chunk: {
              first,
              count: last - first,
              components: posteriors.components.slice(first * width, last * width),
              weights: posteriors.weights.slice(first * width, last * width),
              means: means.slice(first * dimensions, last * dimensions),
            },
          })
        }
        return 'finished'
      },
    ]),
  )
  try {
    await workbench.createProject(file)
    const { imports, training, labeling } = workbench.project()
    await imports.run(vectors(data, count))
    await training.run(training.defaults({ clusters: 100, latentDimensions: dimensions }))
    const labeled = permutation(count, 2).subarray(0, Math.round(labeledShare * count))
    for (let c = 0; c < classCount; c += 1) {
      const { id } = labeling.classes.add({ name: `class ${c}` })
      const samples = Array.from(labeled.filter((ordinal) => truth[ordinal] === c)).map(
        (ordinal) => ordinal + 1,
      )
      for (let at = 0; at < samples.length; at += 1000) labeling.label(samples.slice(at, at + 1000), id)
    }
    return {}
  } finally {
    await end()
  }
})

function vectors({ means }: GeneratedMixture, count: number): SampleSource {
  return {
    format: 'npy',
    shape: { kind: 'vector', length: dimensions, columns: [] },
    total: count,
    notices: [],
    async *batches() {
      for (let first = 0; first < count; first += batchLimit) {
        const samples: PreparedSample[] = []
        for (let i = first; i < Math.min(count, first + batchLimit); i += 1) {
          const input = means.slice(i * dimensions, (i + 1) * dimensions)
          samples.push({
            externalId: `sample-${String(i).padStart(7, '0')}`,
            sourcePath: null,
            input,
            thumbnail: null,
            original: null,
            contentHash: hash('sha256', String(i), 'buffer'),
            truth: null,
          })
        }
        yield { samples, problems: [] }
      }
    },
  }
}
