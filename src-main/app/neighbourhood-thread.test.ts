import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { NeighbourhoodThread } from './neighbourhood-thread.ts'

const count = 200
const { means } = generateMixture({ count, components: 4, classes: 2, dimensions: 2, seed: 5 })
const cells = buildAnchorGraph(means, count, 2, { anchors: 20 })
const request = { classCount: 1, labels: new Int16Array(count).fill(-1).fill(0, 0, 1) }

describe('NeighbourhoodThread', () => {
  it('builds, tells how far it is, and refines', async () => {
    const thread = new NeighbourhoodThread()
    const progress: number[] = []
    const built = await thread.build({ count, dimensions: 2, means, cells }, (share) => progress.push(share))
    expect(built.outlierScores).toHaveLength(count)
    expect(progress.at(-1)).toBe(1)
    const { labels, columns } = await thread.refine(request)
    expect(labels).toBe(request.labels)
    expect(columns[0]).toHaveLength(count)
    await thread.end()
  })

  it('refuses labels before samples, and goes on', async () => {
    const thread = new NeighbourhoodThread()
    await expect(thread.refine(request)).rejects.toMatchObject({ code: 'internal' })
    await thread.build({ count, dimensions: 2, means, cells }, () => {})
    expect((await thread.refine(request)).columns).toHaveLength(1)
    await thread.end()
  })

  it('leaves nobody waiting once it has ended', async () => {
    const thread = new NeighbourhoodThread()
    const building = thread.build({ count, dimensions: 2, means, cells }, () => {})
    const failed = expect(building).rejects.toMatchObject({ code: 'internal' })
    await thread.end()
    await failed
    await expect(thread.refine(request)).rejects.toMatchObject({
      message: expect.stringContaining('thread ended'),
    })
  })
})
