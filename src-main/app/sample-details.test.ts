import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { importRequestSchema } from '../contract/data.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 20
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openTable(header: string, row: (i: number) => string, { sorted }: { sorted: boolean }) {
  const made = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  end = made.end
  await made.workbench.createProject(join(made.folder, 'test.fewlabel'))
  const project = made.workbench.project()
  const source = join(made.folder, 'table.csv')
  await writeFile(source, [header, ...Array.from({ length: count }, (_, i) => row(i))].join('\n'))
  await project.imports.run(importRequestSchema.parse({ source }))
  if (sorted) await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  return project
}

describe('sample details', () => {
  it('hold a vector against its cluster and the whole project', async () => {
    // Even ordinals are one cluster: a is 0, 2, 4, … there.
    const project = await openTable('a,b,kind', (i) => `${i},0.1,k${i}`, { sorted: true })
    const { profile, fields, text, externalId } = await project.details.detail(3)
    expect({ fields, text, externalId }).toEqual({
      fields: [{ name: 'kind', value: 'k2' }],
      text: null,
      externalId: '4',
    })
    expect(profile).toMatchObject({ names: ['a', 'b'], values: [2, 0.1] })
    expect(profile?.range).toEqual([
      { low: 0, high: 19 },
      { low: 0.1, high: 0.1 },
    ])
    expect(profile?.cluster).toMatchObject({ component: 0, mean: [9, 0.1] })
    expect(profile?.cluster?.deviation[0]).toBeCloseTo(Math.sqrt(33), 5)
  })

  it('have no cluster before the first training', async () => {
    const project = await openTable('a,b', (i) => `${i},${-i}`, { sorted: false })
    expect((await project.details.detail(1)).profile).toMatchObject({ values: [0, 0], cluster: null })
  })

  it('hold a text whole, and not the numbers of its embedding', async () => {
    const long = 'Viele Wörter. '.repeat(100).trim()
    const names = Array.from({ length: 32 }, (_, j) => `e${j}`)
    const embedding = (i: number) => names.map((_, j) => Math.sin((i + 1) * (j + 1)).toFixed(4))
    const project = await openTable(
      ['text', 'year', ...names].join(),
      (i) => [`"${long}, ${i}"`, 1990 + i, ...embedding(i)].join(),
      { sorted: true },
    )
    expect(project.store.samples.inputShape()).toEqual({ kind: 'vector', length: 32, columns: names })
    expect(await project.details.detail(2)).toEqual({
      id: 2,
      externalId: '3',
      text: `${long}, 1`,
      fields: [{ name: 'year', value: '1991' }],
      profile: null,
    })
    const [view] = project.labeling.views.samples([2])
    expect(long.startsWith(view.text ?? '-')).toBe(true)
  })

  it('let a text stand for a cluster of texts', async () => {
    const project = await openTable('text,e0', (i) => `This is text number ${i} of all of them,${i}`, {
      sorted: true,
    })
    const [typical] = project.labeling.views.cluster({
      component: 1,
      order: 'typical',
      offset: 0,
      limit: 1,
    }).samples
    expect(project.details.clusterText(1)).toBe(`This is text number ${typical.id - 1} of all of them`)
    expect(project.details.clusterText(7)).toBeNull()
  })

  it('are read again after they could not be read once', async () => {
    const project = await openTable('a,b', (i) => `${i},${-i}`, { sorted: false })
    vi.spyOn(project.store.samples, 'readInputs').mockImplementationOnce(() => {
      throw new Error('no disk')
    })
    await expect(project.details.ranges()).rejects.toThrow('no disk')
    expect(Array.from((await project.details.ranges())?.high ?? [])).toEqual([19, 0])
  })

  it('know no sample that is not there', async () => {
    const project = await openTable('a', (i) => `${i}`, { sorted: false })
    await expect(project.details.detail(count + 1)).rejects.toMatchObject({ code: 'sample-not-found' })
  })
})
