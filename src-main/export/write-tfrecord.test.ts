import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { maskedCrc32c } from '../formats/crc32c.ts'
import { ExportOutput } from './export-output.ts'
import { exampleJob, exampleRow } from './testing/example-job.ts'
import { encodeExample } from './tf-example.ts'
import { writeShards } from './write-tfrecord.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-shards-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Lengths of the records of a file, whose sums are checked. */
async function recordsOf(file: string): Promise<number[]> {
  const bytes = await readFile(file)
  const lengths: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at))
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc32c(bytes.subarray(at, at + 8)))
    const data = bytes.subarray(at + 12, at + 12 + length)
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc32c(data))
    lengths.push(length)
    at += 16 + length
  }
  return lengths
}

it('begins a new file when one is large enough, and numbers them when all are written', async () => {
  const target = join(folder, 'out')
  await mkdir(target)
  async function* rows() {
    for (let n = 1; n <= 5; n++) yield exampleRow(n, { split: n === 5 ? 'test' : 'train' })
  }
  const job = { ...exampleJob({ format: 'tfrecord', out: target }), rows: rows() }
  await writeShards(job, new ExportOutput(target, 'out'), 400)
  expect((await readdir(target)).sort()).toEqual([
    'labels.txt',
    'pets-test-00000-of-00001.tfrecord',
    'pets-train-00000-of-00002.tfrecord',
    'pets-train-00001-of-00002.tfrecord',
  ])
  expect(await recordsOf(join(target, 'pets-train-00000-of-00002.tfrecord'))).toHaveLength(2)
  expect(await recordsOf(join(target, 'pets-train-00001-of-00002.tfrecord'))).toHaveLength(2)
})

it('encodes the three kinds of features as tf.train.Example has them', () => {
  const example = encodeExample({ a: { ints: [300] }, b: { floats: [1.5] }, c: { bytes: ['x'] } })
  // Features, and in it an entry each: its name, then the list of its kind.
  const expected = ['0a28', '0a0b0a0161', '12061a040a02ac02', '0a0d0a0162', '120812060a040000c03f']
  expected.push('0a0a0a0163', '12050a030a0178')
  expect(Buffer.from(example).toString('hex')).toBe(expected.join(''))
})
