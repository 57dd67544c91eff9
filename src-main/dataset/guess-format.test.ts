import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskedCrc32c } from '../formats/crc32c.ts'
import { guessFileFormat, guessFolderFormat } from './guess-format.ts'
import { failureOf, idxImages, noise, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let folders = 0

function tree(files: Record<string, string | Uint8Array>): string {
  const root = inFolder(String(folders++))
  mkdirSync(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${root}/${name}`), { recursive: true })
    writeFileSync(`${root}/${name}`, content)
  }
  return root
}

function tfRecordHead(): Buffer {
  const head = Buffer.alloc(20)
  head.writeBigUInt64LE(4n)
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8)
  return head
}

const coco = '{"info":{"year":2025},"images":[],"annotations":[]}'
const task = '{"id":1,"data":{"image":"a.png"},"annotations":[]}'
const answer = '{"text":"a","label":"b","answer":"accept"}'

describe('guessFileFormat', () => {
  it.each([
    ['idx', 'a', idxImages(1, 4, 4, noise(16))],
    ['csv', 'a.csv', 'a,b\n1,2\n'],
    ['csv', 'a.TSV', 'a\tb\n'],
    ['parquet', 'a.bin', 'PAR1\u0015'],
    ['npy', 'a', Buffer.from('\x93NUMPY\x01\x00', 'latin1')],
    ['npy', 'a.npz', 'PK\u0003\u0004'],
    ['tfrecord', 'a', tfRecordHead()],
    ['arff', 'a.txt', '% comment\n\n@RELATION iris\n'],
    ['arff', 'a.arff', '% a long comment\n'],
    ['libsvm', 'a', '+1 1:0.5 3:-2e-3 # x\n-1 2:1\n'],
    ['libsvm', 'a', '3 qid:4 1:0.5\n'],
    ['libsvm', 'a.svm', '# only a comment\n'],
    ['jsonl', 'a', '{"a":1}\n{"a":2}\n'],
    ['jsonl', 'a.jsonl', '{"a":1}'],
    ['prodigy', 'a.jsonl', `${answer}\n${answer}\n`],
    ['prodigy', 'a.jsonl', `{"image":"data:image/png;base64,${'A'.repeat(100_000)}","_input_hash":5}\n`],
    ['prodigy', 'a.json', `{"text":"a","options":[],"accept":[]}\n{"text":"b"}\n`],
    ['coco', 'a.json', coco],
    ['coco', 'a.json', JSON.stringify(JSON.parse(coco), null, 2)],
    ['coco', 'a.json', `\ufeff{ "categories" : [{"id":1,"name":"${'x'.repeat(100_000)}"}]}`],
    ['label-studio', 'a.json', `[${task}]`],
    ['label-studio', 'a.json', ' [\n{"image":"a.png","choice":"cat","annotator":1}]'],
    ['label-studio', 'a.json', JSON.stringify(JSON.parse(task), null, 2)],
    ['label-studio', 'a.csv', 'annotation_id,annotator,choice,id,image,lead_time\n'],
  ] as const)('tells %s, named %s', async (format, name, content) => {
    expect(await guessFileFormat(`${tree({ [name]: content })}/${name}`)).toBe(format)
  })

  it.each([
    ['a.txt', 'The width: 12:30\nto 14:00\n'],
    ['a.json', '{\n  "sums": {"a.png": "00ff"}\n}\n'],
    ['a.json', '{"name":"set","version":1}'],
    ['a', 'PK\u0003\u0004'],
    ['a.bin', Buffer.from([0, 1, 2, 3])],
  ])('does not take other files for anything: %s', async (name, content) => {
    const failure = await failureOf(guessFileFormat(`${tree({ [name]: content })}/${name}`))
    expect(failure.code).toBe('source-unsupported')
  })
})

describe('guessFolderFormat', () => {
  it.each([
    ['folder', { 'a.png': '', 'notes.txt': '' }],
    ['folder', { 'metadata.jsonl': '{"file_name":"a.png"}\n{"file_name":"b.png"}', 'a.png': '' }],
    ['folder', { 'manifest.json': '{"files":[]}', 'manifest.csv': 'file_name,id\n', 'a/1.png': '' }],
    ['coco', { 'annotations/labels_train.json': coco, 'images/a.png': '' }],
    ['coco', { '_annotations.coco.json': coco, 'a.png': '' }],
    ['label-studio', { 'tasks.json': `[${task}]`, 'manifest.json': '{"files":[]}', 'images/a.png': '' }],
    ['prodigy', { 'train.jsonl': `${answer}\n${answer}`, 'images/a.png': '' }],
    ['tfrecord', { 'a-00000-of-00002.tfrecord': '', 'labels.txt': 'a' }],
  ] as const)('tells %s', async (format, files) => {
    const folder = tree(files)
    expect(await guessFolderFormat(folder)).toEqual({ format, source: folder })
  })

  it('is not kept busy by a number that ends in a letter', async () => {
    const started = performance.now()
    const root = tree({ 'long.dat': `1 1:${'1'.repeat(60_000)}x\n` })
    expect(await failureOf(guessFileFormat(`${root}/long.dat`))).toMatchObject({ code: 'source-unsupported' })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('finds the one file that can be read', async () => {
    const folder = tree({ 'README.txt': 'About the set.', 'data.csv': 'a,b\n1,2\n' })
    expect(await guessFolderFormat(folder)).toEqual({ format: 'csv', source: `${folder}/data.csv` })
  })
})
