import { afterAll, describe, expect, it } from 'vitest'
import { type PosteriorChunk, posteriorWidth } from '../contract/training.ts'
import { Project } from './project.ts'
import { errorOf, TestFolder, testConfig, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

/** Posteriors of `count` samples with two latent dimensions, told apart by `mark`. */
function chunk(first: number, count: number, mark = 0): PosteriorChunk {
  return {
    first,
    count,
    components: Uint16Array.from({ length: count * posteriorWidth }, (_, i) => first + i + mark),
    weights: new Float32Array(count * posteriorWidth).fill(1 / posteriorWidth),
    means: Float32Array.from({ length: count * 2 }, (_, i) => first + i / 2 + mark),
  }
}

function whole(chunks: PosteriorChunk[], latentDimensions = 2) {
  return {
    count: chunks.reduce((sum, { count }) => sum + count, 0),
    componentCount: 4,
    latentDimensions,
    components: Uint16Array.from(chunks.flatMap(({ components }) => Array.from(components))),
    weights: Float32Array.from(chunks.flatMap(({ weights }) => Array.from(weights))),
    means: Float32Array.from(chunks.flatMap(({ means }) => Array.from(means))),
  }
}

describe('posteriors', () => {
  it('appear with the commit, replace older ones, and survive a restart', () => {
    const file = folder.file()
    const project = testProject(file)
    const { id } = project.runs.create(testConfig)
    expect([project.posteriors.load(id), project.posteriors.current()]).toEqual([null, null])
    const first = project.posteriors.begin(id, 4, 2)
    first.add(chunk(0, 3))
    first.add(chunk(3, 2))
    expect([project.posteriors.load(id), project.posteriors.current()]).toEqual([null, null])
    first.commit()
    expect(project.posteriors.load(id)).toEqual(whole([chunk(0, 3), chunk(3, 2)]))
    expect(project.posteriors.current()).toBe(id)
    expect(project.summary().trained).toBe(true)
    expect([...project.posteriors.meansOf(id, [1, 2, 4])]).toEqual([1, 1.5, 2, 2.5, 4, 4.5])
    expect(() => project.posteriors.meansOf(id, [5])).toThrow('has not been sorted')

    const second = project.posteriors.begin(id, 4, 2)
    second.add(chunk(0, 5, 9))
    expect(project.posteriors.load(id)?.means[0]).toBe(0)
    second.commit()
    expect(project.posteriors.load(id)).toEqual(whole([chunk(0, 5, 9)]))
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.posteriors.load(id)).toEqual(whole([chunk(0, 5, 9)]))
    again.close()
  })

  it('of the last run that has them are current', () => {
    const project = testProject(folder.file())
    const [a, b] = [project.runs.create(testConfig).id, project.runs.create(testConfig).id]
    for (const run of [b, a]) {
      const writer = project.posteriors.begin(run, 4, 2)
      writer.add(chunk(0, 1))
      writer.commit()
    }
    project.posteriors.begin(b, 4, 2).add(chunk(0, 1))
    expect(project.posteriors.current()).toBe(a)
    project.close()
  })

  it('are appended to for samples imported later', () => {
    const file = folder.file()
    const project = testProject(file)
    const { id } = project.runs.create(testConfig)
    expect(errorOf(() => project.posteriors.append(id)).code).toBe('not-trained')
    const writer = project.posteriors.begin(id, 4, 2)
    writer.add(chunk(0, 2))
    writer.commit()
    project.posteriors.append(id).add(chunk(2, 5, 7))
    const later = project.posteriors.append(id)
    later.add(chunk(2, 1))
    expect(project.posteriors.load(id)?.count).toBe(2)
    later.commit()
    project.posteriors.append(id).add(chunk(3, 1))
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.posteriors.load(id)).toEqual(whole([chunk(0, 2), chunk(2, 1)]))
    again.close()
  })

  it('must come in order and whole', () => {
    const project = testProject(folder.file())
    const writer = project.posteriors.begin(project.runs.create(testConfig).id, 4, 2)
    expect(() => writer.add(chunk(1, 2))).toThrow(/order or shape/)
    expect(() => writer.add({ ...chunk(0, 2), means: new Float32Array(3) })).toThrow(/order or shape/)
    writer.add(chunk(0, 2))
    project.close()
  })
})

describe('the gallery', () => {
  it('is replaced as it grows', () => {
    const project = testProject(folder.file(), { samples: 1 })
    const runId = project.runs.create(testConfig).id
    expect(project.posteriors.gallery(runId)).toBeNull()
    const gallery = {
      runId,
      epoch: 1,
      masses: new Float32Array([0.75, 0.25]),
      prototypes: new Uint8Array(32).fill(7),
    }
    project.posteriors.saveGallery({ ...gallery, prototypes: new Uint8Array(32) })
    project.posteriors.saveGallery(gallery)
    expect(project.posteriors.gallery(runId)).toEqual(gallery)
    project.close()
  })

  it('of vectors holds float32', () => {
    const project = testProject(folder.file())
    const shape = { kind: 'vector', length: 2, columns: ['a', 'b'] } as const
    const transaction = project.beginImport({
      source: 'v',
      format: 'csv',
      shape: { ...shape, columns: [...shape.columns] },
      recipe: null,
    })
    transaction.add({
      externalId: '1',
      sourcePath: null,
      input: new Float32Array(2),
      thumbnail: null,
      original: null,
      contentHash: new Uint8Array(32),
      truth: null,
    })
    transaction.commit()
    const runId = project.runs.create(testConfig).id
    const prototypes = new Float32Array([1.5, -3])
    project.posteriors.saveGallery({ runId, epoch: 1, masses: new Float32Array([1]), prototypes })
    expect(project.posteriors.gallery(runId)?.prototypes).toEqual(prototypes)
    project.close()
  })
})
