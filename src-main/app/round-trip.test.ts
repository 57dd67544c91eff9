import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { importRequestSchema } from '../contract/data.ts'
import { type ExportFormat, exportRequestSchema } from '../contract/export.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { presentState } from './labeled-state.ts'
import type { OpenProject } from './open-project.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 24
const { workbench, folder, end } = temporaryWorkbench(
  scriptedEngine([twoClusters(count), twoClusters(count)]),
)
afterAll(() => end())

/** What is to come back of a sample. */
interface Told {
  id: string
  words: { annotator: string; label: string; at: string }[]
  text: string | null
  place: string | null
  input: number[]
}

function everything({ store, labeling }: OpenProject): Told[] {
  const state = presentState(store, labeling.model)
  const told = store.samples.externalIds().map(
    (id, ordinal): Told => ({
      id,
      words: state.opinions(ordinal).map(({ annotator, label, at }) => ({ annotator, label, at })),
      text: store.samples.text(ordinal + 1),
      place: store.samples.fields(ordinal + 1).find(({ name }) => name === 'place')?.value ?? null,
      input: Array.from(store.samples.input(ordinal + 1)),
    }),
  )
  return told.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Trains, and lets two people label, some samples both of them. */
async function labelSome(project: OpenProject): Promise<void> {
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  const classes = ['con', '007', 'a/B, "ß"'].map((name) => project.labeling.classes.add({ name }).id)
  const said = (annotator: string, classId: number, samples: number[], second: number) => ({
    kind: 'label' as const,
    annotator,
    classId,
    samples,
    at: `2026-03-04T05:06:0${second}.789Z`,
  })
  const steps = [
    said('Änne', classes[1], [1, 3, 5], 1),
    said('Änne', classes[0], [2, 4, 6], 2),
    said('bo', classes[1], [1], 3),
    said('bo', classes[2], [2, 8], 4),
  ]
  project.labeling.takeIn(steps, { kind: 'import', name: 'what two people said' })
}

async function makeLetters(): Promise<OpenProject> {
  await workbench.createProject(join(folder, 'letters.fewlabel'))
  const project = workbench.project()
  await project.imports.run(drawnLetters({ count, seed: 1 }))
  await labelSome(project)
  return project
}

async function makeTexts(): Promise<OpenProject> {
  await workbench.createProject(join(folder, 'texts.fewlabel'))
  const project = workbench.project()
  const source = join(folder, 'texts.csv')
  const rows = Array.from({ length: count }, (_, i) => {
    const embedding = [i % 2, 1 / (i + 1), -i, 0.1].map(Math.fround)
    return `t${i},"said ""${i}"",\nthen silence","shelf ${i % 3}","${JSON.stringify(embedding)}"\n`
  })
  writeFileSync(source, `id,text,place,embedding\n${rows.join('')}`)
  await project.imports.run(importRequestSchema.parse({ source }))
  await labelSome(project)
  return project
}

async function send({ exports }: OpenProject, format: ExportFormat, out: string): Promise<void> {
  const parts = [
    { name: 'train', share: 0.7 },
    { name: 'test', share: 0.3 },
  ]
  const split = isSplit(format) ? { parts, groupDuplicates: false } : null
  const request = { format, out: join(folder, out), withSamples: true, split }
  expect(await exports.run(exportRequestSchema.parse(request))).toMatchObject({ rows: count })
}

/** What comes back into a project of its own. */
async function back(out: string): Promise<Told[]> {
  await workbench.createProject(join(folder, `${out}.back.fewlabel`))
  const project = workbench.project()
  const report = await project.imports.run(
    importRequestSchema.parse({ source: join(folder, out), givenLabels: 'labels' }),
  )
  expect(report.problems).toEqual([])
  return everything(project)
}

/** Of formats that say of each sample one label and whose it is. */
function whatCounts(before: Told[]): Told[] {
  return before.map((one) => ({ ...one, words: one.words.slice(-1) }))
}

/** Of each format one way: each takes a second, and the other tools load both (interop/). */
const isSplit = (format: ExportFormat) => ['imagefolder', 'yolo', 'coco', 'prodigy', 'csv'].includes(format)

const pictures: [ExportFormat, string, 'all' | 'one'][] = [
  ['folder', 'folder', 'one'],
  ['imagefolder', 'imagefolder', 'one'],
  ['yolo', 'yolo', 'one'],
  ['coco', 'coco', 'one'],
  ['label-studio', 'label-studio', 'all'],
  ['prodigy', 'prodigy', 'all'],
  ['tfrecord', 'tfrecord', 'one'],
  ['parquet', 'pictures.parquet', 'one'],
]
const tables: [ExportFormat, string, 'all' | 'one'][] = [
  ['csv', 'texts.back.csv', 'one'],
  ['jsonl', 'texts.jsonl', 'one'],
  ['parquet', 'texts.parquet', 'one'],
  ['label-studio', 'texts-label-studio', 'all'],
  ['prodigy', 'texts-prodigy', 'all'],
]

it('brings images back with their ids and labels from every format that has them', async () => {
  const project = await makeLetters()
  const before = everything(project)
  for (const [format, out] of pictures) await send(project, format, out)
  for (const [, out, words] of pictures) {
    expect(await back(out), out).toEqual(words === 'all' ? before : whatCounts(before))
  }
})

it('brings texts back with their embeddings, fields and labels from every format that has them', async () => {
  const project = await makeTexts()
  const before = everything(project)
  for (const [format, out] of tables) await send(project, format, out)
  for (const [, out, words] of tables) {
    expect(await back(out), out).toEqual(words === 'all' ? before : whatCounts(before))
  }
})
