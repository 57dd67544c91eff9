import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFolder } from './folder-source.ts'
import { collect, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
let folders = 0

function tree(files: Record<string, string | object[]>): string {
  const root = inFolder(String(folders++))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${root}/${name}`), { recursive: true })
    const rows = typeof content === 'string' ? content : content.map((row) => JSON.stringify(row)).join('\n')
    writeFileSync(`${root}/${name}`, rows)
  }
  return root
}

async function read(root: string, options: Record<string, unknown> = {}) {
  const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
  const source = await openFolder(requestFor(root, { recipe, ...options }), start)
  return { source, ...(await collect(source)) }
}

describe('a folder of images with metadata', () => {
  it('takes class, text and the rest from the row that names the image', async () => {
    const root = tree({
      'metadata.jsonl': [
        {
          file_name: 'images/1.png',
          label: 'cat',
          text: 'A cat that sleeps on a warm stone.',
          place: 'garden',
        },
        { file_name: '2.png', label: null, text: 'No cat.', place: 'house' },
        { file_name: 'gone.png', label: 'dog', place: 'road' },
        { file_name: '../secret.png', label: 'dog', place: 'road' },
      ],
      'images/1.png': '',
      '2.png': '',
      '3.png': '',
    })
    const { source, samples, problems } = await read(root)
    expect(source).toMatchObject({ format: 'folder', total: 3, fieldNames: ['place'] })
    expect(samples.map(({ externalId, truth, text, fields }) => [externalId, truth, text, fields])).toEqual([
      ['images/1.png', 'cat', 'A cat that sleeps on a warm stone.', ['garden']],
      ['2.png', null, 'No cat.', ['house']],
      // No row tells of it.
      ['3.png', null, undefined, ['']],
    ])
    expect(problems.map(({ file, reason }) => [file, reason])).toEqual([
      ['metadata.jsonl', 'there is no file "gone.png" beside the table'],
      ['metadata.jsonl', 'it names a file outside the folder of the table'],
    ])
  })

  it('tells of images without a row', async () => {
    const root = tree({
      'metadata.csv': 'file_name,label\n1.png,cat\n',
      '1.png': '',
      '2.png': '',
      '3.png': '',
    })
    const source = await openFolder(requestFor(root), start)
    const notices = []
    for await (const batch of source.batches()) notices.push(...(batch.notices ?? []))
    expect(notices).toEqual([
      { file: '2.png', reason: 'no row tells of it and 1 more images; they came in without a class' },
    ])
  })

  it('gives numbers the names that the folder lists, unless these are numbers', async () => {
    const rows = [
      { file_name: '1.png', label: 1 },
      { file_name: '2.png', label: 0 },
    ]
    const images = { 'metadata.jsonl': rows, '1.png': '', '2.png': '' }
    const truths = async (files: Record<string, string>) =>
      (await read(tree({ ...images, ...files }))).samples.map(({ truth }) => truth)
    expect(await truths({ 'classes.txt': 'cat\ndog\n' })).toEqual(['dog', 'cat'])
    expect(await truths({ 'classes.txt': '1\n0\n' })).toEqual(['1', '0'])
    const card =
      "dataset_info:\n  features:\n  - name: label\n    dtype:\n      class_label:\n        names:\n          '0': cat\n          '1': \"big dog\"\n"
    expect(await truths({ 'README.md': `---\n${card}---\n# Set\n` })).toEqual(['big dog', 'cat'])
    const infos = { default: { features: { label: { names: ['cat', 'dog'], _type: 'ClassLabel' } } } }
    expect(await truths({ 'dataset_infos.json': JSON.stringify(infos) })).toEqual(['dog', 'cat'])
    expect(await truths({})).toEqual(['1', '0'])
  })

  it('reads the export of a folder back: ids, labels, who gave them and when', async () => {
    const header = 'file_name,id,source,label,label_source,confidence,cluster_id,p_a,p_b,annotator,labeled_at'
    const root = tree({
      'manifest.csv': `${header}\na/1.png,own 1,/x/1.png,a,human,0.9,4,0.9,0.1,anna,2025-01-31T09:15:02.500Z\nb/2.png,own 2,,b,model,0.8,5,0.2,0.8,,\n`,
      'classes.txt': 'a\nb\n',
      'a/1.png': '',
      'b/2.png': '',
    })
    const { samples } = await read(root, { givenLabels: 'labels' })
    expect(samples.map(({ externalId, labels }) => [externalId, labels ?? []])).toEqual([
      ['own 1', [{ name: 'a', annotator: 'anna', at: '2025-01-31T09:15:02.500Z' }]],
      ['own 2', []],
    ])
    expect((await read(root)).samples.map(({ truth }) => truth)).toEqual(['a', null])
    expect(
      (await read(root, { givenLabels: 'out' })).samples.map(({ truth, labels }) => truth ?? labels),
    ).toEqual([undefined, undefined])
  })

  it('reads a table in each part of a split', async () => {
    const root = tree({
      'train/metadata.jsonl': [{ file_name: 'a.png', label: 'cat', place: 'garden' }],
      'test/metadata.jsonl': [{ file_name: 'a.png', label: 'dog' }],
      'train/a.png': '',
      'test/a.png': '',
    })
    const { source, samples } = await read(root)
    expect(source.fieldNames).toEqual(['place', 'split'])
    expect(samples.map(({ externalId, truth, fields }) => [externalId, truth, fields])).toEqual([
      ['test/a.png', 'dog', ['', 'test']],
      ['train/a.png', 'cat', ['garden', 'train']],
    ])
  })
})

describe('a tree with parts above its classes', () => {
  it('keeps the part as a field and takes the folder below for the class', async () => {
    const root = tree({ 'train/cat/1.png': '', 'valid/dog/2.png': '', 'test/3.png': '' })
    const { source, samples } = await read(root, { foldersAreClasses: true })
    expect(source.fieldNames).toEqual(['split'])
    expect(samples.map(({ externalId, truth, fields }) => [externalId, truth, fields])).toEqual([
      ['test/3.png', null, ['test']],
      ['train/cat/1.png', 'cat', ['train']],
      ['valid/dog/2.png', 'dog', ['valid']],
    ])
  })

  it('is told from classes that are called so', async () => {
    const root = tree({ 'train/1.png': '', 'bus/2.png': '' })
    const { samples } = await read(root, { foldersAreClasses: true })
    expect(samples.map(({ truth }) => truth)).toEqual(['bus', 'train'])
  })

  it('brings classes as labels of whoever is named', async () => {
    const root = tree({ 'cat/1.png': '' })
    const options = { foldersAreClasses: true, givenLabels: 'labels' }
    expect((await read(root, { ...options, labelsBy: 'anna' })).samples[0].labels).toEqual([
      { name: 'cat', annotator: 'anna', at: null },
    ])
    expect((await read(root, options)).samples[0].labels?.[0].annotator).toBe('imported')
  })
})
