import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, describe, expect, it } from 'vitest'
import { exportRequestSchema } from '../contract/export.ts'
import { posteriorWidth } from '../contract/training.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { ExportService, type ExportServiceOptions } from './export-service.ts'
import { partRows } from './export-split.ts'
import type { SampleCopies } from './neighbourhood-service.ts'
import { openTwoClusters, scriptedEngine, temporaryWorkbench } from './testing/sorted-project.ts'

const count = 60
let end: () => Promise<void> = async () => {}
afterEach(() => end())

/** Samples 1 and 3 of cluster 0 are `a` by one person each, all of cluster 1 is `b` in bulk. */
async function openLabeled() {
  const opened = await openTwoClusters(count)
  end = opened.end
  const { labeling, workbench, a, b, row } = opened
  workbench.setAnnotator('ann')
  labeling.label([1], a)
  workbench.setAnnotator('ben')
  labeling.label([3], a)
  labeling.labelCluster(row(1)?.component ?? 1, b)
  const request = (changes: object = {}) =>
    exportRequestSchema.parse({ format: 'csv', out: join(opened.folder, 'out.csv'), ...changes })
  const records = async () =>
    parse(await readFile(join(opened.folder, 'out.csv')), { columns: true }) as Record<string, string>[]
  return { ...opened, request, records }
}

/** The last samples are copies of the first, a little brighter. */
const copied = 12

async function openCopies() {
  const originals = count - copied
  const {
    workbench,
    folder,
    end: endAll,
  } = temporaryWorkbench(
    scriptedEngine([
      async (send) => {
        const components = new Uint16Array(count * posteriorWidth)
        const weights = new Float32Array(count * posteriorWidth)
        const means = new Float32Array(count * 2)
        for (let i = 0; i < count; i++) {
          weights[i * posteriorWidth] = 1
          const angle = ((i % originals) / originals) * 2 * Math.PI
          means.set([10 * Math.cos(angle), 10 * Math.sin(angle) + (i < originals ? 0 : 1e-3)], i * 2)
        }
        await send({ type: 'posteriors', chunk: { first: 0, count, components, weights, means } })
        return 'finished'
      },
    ]),
  )
  end = endAll
  const letters = drawnLetters({ count: originals, seed: 1 })
  async function* batches() {
    for await (const { samples } of letters.batches()) {
      const copies = samples.slice(0, copied).map((sample, i) => {
        const input = Uint8Array.from(sample.input, (value) => Math.min(255, value + (value > 100 ? 1 : 0)))
        return {
          ...sample,
          externalId: String(originals + i),
          input,
          contentHash: hash('sha256', input, 'buffer'),
        }
      })
      yield { samples: [...samples, ...copies], problems: [] }
    }
  }
  await workbench.createProject(join(folder, 'copies.fewlabel'))
  const project = workbench.project()
  await project.imports.run({ ...letters, total: count, batches })
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  project.labeling.label([1], project.labeling.classes.add({ name: 'a' }).id)
  const out = join(folder, 'out.csv')
  return {
    project,
    request: (changes: object) => exportRequestSchema.parse({ format: 'csv', out, ...changes }),
    records: async () => parse(await readFile(out), { columns: true }) as Record<string, string>[],
  }
}

describe('what is exported', () => {
  it('is chosen by source, class, annotator, cluster and confidence, and counted beforehand', async () => {
    const { project, request, records, a, b } = await openLabeled()
    const { exports } = project
    const cases: [object, number][] = [
      [{}, 60],
      [{ sources: ['human'] }, 2],
      [{ sources: ['bulk'] }, 30],
      [{ sources: ['model'] }, 28],
      [{ filter: { classIds: [a] } }, 30],
      [{ filter: { classIds: [b] }, sources: ['human', 'model'] }, 0],
      [{ filter: { annotators: ['ann'] } }, 1],
      [{ filter: { annotators: ['ben'] } }, 31],
      [{ filter: { annotators: ['nobody'] } }, 0],
      [{ filter: { clusters: [0] } }, 30],
      [{ filter: { clusters: [0], annotators: ['ben'] } }, 1],
      [{ minConfidence: 1 }, 32],
    ]
    for (const [changes, rows] of cases) {
      expect([changes, await exports.preview(request(changes))]).toMatchObject([changes, { rows }])
      if (rows === 0) {
        await expect(exports.run(request({ ...changes, overwrite: true }))).rejects.toMatchObject({
          code: 'no-labels',
        })
      } else {
        expect(await exports.run(request({ ...changes, overwrite: true }))).toMatchObject({ rows })
        expect(await records()).toHaveLength(rows)
      }
    }
  })

  it('tells of each row whose word it is, and from when', async () => {
    const { project, request, records } = await openLabeled()
    await project.exports.run(request())
    const [first, second, third] = await records()
    expect(first).toMatchObject({ label: 'a', label_source: 'human', annotator: 'ann', cluster_id: '0' })
    expect(Date.parse(first.labeled_at)).toBeGreaterThan(Date.now() - 60_000)
    expect(second).toMatchObject({ label: 'b', label_source: 'bulk', annotator: 'ben', cluster_id: '1' })
    expect(third).toMatchObject({ label: 'a', label_source: 'human', annotator: 'ben' })
    expect((await records())[4]).toMatchObject({
      label: 'a',
      label_source: 'model',
      annotator: '',
      labeled_at: '',
    })
  })
})

const parts = [
  { name: 'train', share: 0.8 },
  { name: 'test', share: 0.2 },
]

it.each(['settled', 'copies'])('ends at once when it is cancelled while it waits (%s)', async (waitsFor) => {
  const { project, request, folder } = await openLabeled()
  const never = new Promise<never>(() => {})
  const exports = new ExportService({
    project: project.store,
    labeling: project.labeling,
    settled: () => (waitsFor === 'settled' ? never : Promise.resolve()),
    copies: { copies: () => null, copiesFound: () => never, state: () => project.neighbourhood.state() },
    snapshot: () => never,
    accuracy: () => null,
    version: '1.2.3',
    publish: () => {},
  } satisfies ExportServiceOptions)
  exports.start(request({ split: { parts } }))
  expect(exports.state().state).toBe('running')
  await exports.close()
  expect(exports.state()).toMatchObject({ state: 'cancelled', error: null })
  expect(await readdir(folder)).not.toContain('out.csv')
})

describe('a split export', () => {
  it('has each class in each part, says so beforehand, and is the same again', async () => {
    const { project, request, records } = await openLabeled()
    const split = { parts, seed: 3 }
    const report = await project.exports.run(request({ split }))
    expect(report.parts).toEqual([
      { name: 'train', rows: 48 },
      { name: 'test', rows: 12 },
    ])
    const rows = await records()
    const inTest = rows.filter((row) => row.split === 'test')
    expect(Map.groupBy(inTest, ({ label }) => label).get('a')).toHaveLength(6)
    expect(await project.exports.preview(request({ split }))).toMatchObject({
      parts: report.parts,
      duplicatesPending: false,
    })
    await project.exports.run(request({ split, overwrite: true }))
    expect(await records()).toEqual(rows)
    await project.exports.run(request({ split: { ...split, seed: 4 }, overwrite: true }))
    expect(await records()).not.toEqual(rows)
  })

  it('never has near-duplicates in two parts, and waits until they are known', async () => {
    const { project, request, records } = await openCopies()
    const split = { parts: [parts[0], { ...parts[1], share: 0.8 }], seed: 2 }
    expect(await project.exports.preview(request({ split }))).toMatchObject({ duplicatesPending: true })
    const report = await project.exports.run(request({ split }))
    expect(report.notices).toEqual([])
    expect(await project.exports.preview(request({ split }))).toMatchObject({
      duplicatesPending: false,
      parts: report.parts,
    })
    const partOf = new Map((await records()).map((row) => [Number(row.id), row.split]))
    const isTorn = (i: number) => partOf.get(i) !== partOf.get(i + count - copied)
    const pairs = Array.from({ length: copied }, (_, i) => i)
    expect(pairs.filter(isTorn)).toEqual([])
    expect(new Set(partOf.values()).size).toBe(2)
    await project.exports.run(request({ split: { ...split, groupDuplicates: false }, overwrite: true }))
    for (const row of await records()) partOf.set(Number(row.id), row.split)
    expect(pairs.filter(isTorn).length).toBeGreaterThan(2)
  })

  const selection = {
    ordinals: Uint32Array.from({ length: 100 }, (_, i) => 2 * i),
    classIds: new Int32Array(100).fill(7),
    bySource: { human: 100, bulk: 0, model: 0 },
    excluded: 0,
  }
  const split = { parts, seed: 1, stratify: true, groupDuplicates: true }
  const copies = (groups: number[][], isComplete = true): SampleCopies => ({ groups, isComplete })

  it('keeps near-duplicates together, as far as they are exported', () => {
    const groups = [Array.from({ length: 30 }, (_, i) => 4 * i), [2, 6, 11], [1, 3]]
    const parted = partRows(selection, split, copies(groups))
    const partOf = new Map(Array.from(selection.ordinals, (ordinal, i) => [ordinal, parted.partOf[i]]))
    expect(new Set(groups[0].map((ordinal) => partOf.get(ordinal))).size).toBe(1)
    expect(partOf.get(2)).toBe(partOf.get(6))
    expect(parted.notices).toEqual([])
    expect(parted.sizes).toEqual([80, 20])
  })

  it('says where a group could not keep the shares, and where copies are not known', () => {
    const group = Array.from({ length: 95 }, (_, i) => 2 * i)
    const crowded = partRows(selection, split, copies([group], false))
    expect(crowded.sizes).toEqual([95, 5])
    expect(crowded.notices).toHaveLength(3)
    expect(crowded.notices.join()).toContain('train has 95 samples instead of 80')
    expect(partRows(selection, split, null).notices.join()).toContain('not known')
    // The largest of all, most of which is not exported.
    const outside = Array.from({ length: 197 }, (_, i) => (i < 195 ? 200 + i : 2 * (i - 100)))
    const counted = partRows(selection, split, copies([outside, group.slice(0, 91)]))
    expect(counted.notices.join()).toContain('the largest group has 91)')
    expect(partRows(selection, { ...split, groupDuplicates: false }, null).notices).toEqual([])
  })
})
