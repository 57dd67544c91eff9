import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportJob } from './export-writer.ts'
import { exampleJob, exampleRow, exampleRows } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-manifest-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const parts = [
  { name: 'train', share: 0.8 },
  { name: 'test', share: 0.2 },
]
const facts = {
  name: 'Pets',
  description: 'Cats and dogs.',
  license: 'https://spdx.org/licenses/CC0-1.0.html',
  url: 'https://example.org/pets',
  creator: 'Anna',
}

function write(format: string, name: string, more: object = {}, changes: Partial<ExportJob> = {}) {
  return writeExport(exampleJob({ format, out: join(folder, name), ...more }, changes))
}

async function sumOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(folder, file)))
    .digest('hex')
}

const manifestOf = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))

describe('the manifest', () => {
  it('says of what, by what and how the export was made, and holds its sums', async () => {
    const rows = [
      exampleRow(1, { labelSource: 'human', split: 'train' }),
      exampleRow(2, { split: 'train' }),
      exampleRow(3, { label: '007', labelSource: 'bulk', split: 'test' }),
    ]
    const report = await write('csv', 'set.csv', { split: { parts, seed: 9 } }, { rows, excluded: 4 })
    const manifest = await manifestOf('set.csv.manifest.json')
    expect(manifest).toMatchObject({
      program: { name: 'Fewlabel', version: '1.2.3' },
      project: 'pets',
      snapshot: null,
      format: 'csv',
      request: { sources: ['human', 'bulk', 'model'], split: { parts, seed: 9, stratify: true } },
      rows: 3,
      excluded: 4,
      bySource: { human: 1, bulk: 1, model: 1 },
      parts: [
        { name: 'train', rows: 2 },
        { name: 'test', rows: 1 },
      ],
      model: { run: 3, seed: 7, decoder: 'graph', prior: { kind: 'uniform' } },
      files: [{ name: 'set.csv', sha256: await sumOf('set.csv') }],
    })
    expect(
      manifest.classes.map(({ name, rows, parts }: Record<string, unknown>) => [name, rows, parts]),
    ).toEqual([
      ['cat', 2, { train: 2, test: 0 }],
      ['dog "Rex", big', 0, { train: 0, test: 0 }],
      ['007', 1, { train: 0, test: 1 }],
    ])
    expect(Math.abs(Date.parse(manifest.exportedAt) - Date.now())).toBeLessThan(60_000)
    expect(report.files).toEqual(manifest.files)
    // Nothing of this machine goes along.
    expect(JSON.stringify(manifest)).not.toContain(folder)
  })

  it('lists every file of a folder, and itself not', async () => {
    const report = await write('folder', 'set', {}, { rows: exampleRows(20) })
    const { files } = await manifestOf('set/manifest.json')
    const listed = files.map(({ name }: { name: string }) => name).sort()
    const found = (await readdir(join(folder, 'set'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'set/').length))
    expect(listed).toEqual(found.map((name) => name.replaceAll('\\', '/')).sort())
    expect(listed).toContain('cat/000007.png')
    for (const { name, sha256 } of files) expect(await sumOf(`set/${name}`)).toBe(sha256)
    expect(report.files).toEqual(files)
  })

  it('of a thousand pictures and more is whole, while the report names the first of them', async () => {
    const report = await write('folder', 'set', {}, { rows: exampleRows(1100) })
    expect((await manifestOf('set/manifest.json')).files).toHaveLength(1102)
    expect(report.files).toHaveLength(1000)
  })
})

describe('a file and what belongs to it', () => {
  const names = async () => (await readdir(folder)).sort()

  it('have their names together, and are replaced together', async () => {
    await write('csv', 'set.csv', { croissant: facts })
    expect(await names()).toEqual(['set.csv', 'set.csv.croissant.json', 'set.csv.manifest.json'])
    await write('csv', 'set.csv', { overwrite: true }, { rows: exampleRows(5) })
    // The old description would be that of another file.
    expect(await names()).toEqual(['set.csv', 'set.csv.manifest.json'])
    expect(await manifestOf('set.csv.manifest.json')).toMatchObject({
      rows: 5,
      files: [{ sha256: await sumOf('set.csv') }],
    })
  })

  it('refuse a manifest that is there already, and leave it', async () => {
    await writeFile(join(folder, 'set.csv.manifest.json'), 'mine')
    await expect(write('csv', 'set.csv')).rejects.toMatchObject({
      code: 'export-target-exists',
      details: { file: join(folder, 'set.csv.manifest.json') },
    })
    expect(await names()).toEqual(['set.csv.manifest.json'])
    await write('csv', 'set.csv', { overwrite: true })
    expect(await manifestOf('set.csv.manifest.json')).toMatchObject({ rows: 3 })
  })

  it('are as they were when one of them cannot be given its name', async () => {
    await write('csv', 'set.csv')
    const before = [await sumOf('set.csv'), await sumOf('set.csv.manifest.json')]
    async function* rows() {
      yield exampleRow(1)
      // Somebody makes a folder where the file was.
      await rm(join(folder, 'set.csv'))
      await mkdir(join(folder, 'set.csv'))
      await writeFile(join(folder, 'set.csv', 'theirs'), '')
    }
    await expect(write('csv', 'set.csv', { overwrite: true }, { rows: rows() })).rejects.toMatchObject({
      code: 'io-failed',
    })
    expect(await sumOf('set.csv.manifest.json')).toBe(before[1])
    expect(await names()).toEqual(['set.csv', 'set.csv.manifest.json'])
    expect(await readdir(join(folder, 'set.csv'))).toEqual(['theirs'])
  })
})

describe('tables with the samples themselves', () => {
  const job: Partial<ExportJob> = {
    shape: { kind: 'vector', length: 2, columns: [] },
    fieldNames: ['town', 'label'],
    hasTexts: true,
    sample: (id) => ({
      vector: Float32Array.of(0.1, id === 2 ? Number.NaN : -1e-7),
      text: id === 1 ? null : 'line one\nline two',
      fields: ['Köln, Süd', null],
    }),
  }

  it('hold texts, fields and the whole vector in one column', async () => {
    await write('csv', 'set.csv', { withSamples: true }, job)
    const text = await readFile(join(folder, 'set.csv'), 'utf8')
    expect(text.split('\n')[0].endsWith('labeled_at,text,town,label_2,embedding')).toBe(true)
    expect(text).toContain('"line one\nline two","Köln, Süd",,"[0.1,-1e-7]"\n')
    await write('jsonl', 'set.jsonl', { withSamples: true }, job)
    const lines = (await readFile(join(folder, 'set.jsonl'), 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { text: 'line one\nline two', town: 'Köln, Süd', label_2: null, embedding: [0.1, -1e-7] },
      { text: null, embedding: [0.1, -1e-7] },
      { embedding: [0.1, null] },
    ])
  })

  it('hold each number of a vector in its own column where they have names', async () => {
    const named = { ...job, featureNames: ['width', 'height'], fieldNames: [], hasTexts: false }
    const sample = () => ({ vector: Float32Array.of(1 / 3, 16777216), text: null, fields: [] })
    await write('csv', 'set.csv', { withSamples: true }, { ...named, sample })
    const [head, first] = (await readFile(join(folder, 'set.csv'), 'utf8')).split('\n')
    expect(head.endsWith('labeled_at,width,height')).toBe(true)
    const [width, height] = first.split(',').slice(-2)
    // As short as single precision allows, and no shorter.
    expect([width, Math.fround(Number(width)), height]).toEqual([
      '0.33333334',
      Math.fround(1 / 3),
      '16777216',
    ])
  })
})
