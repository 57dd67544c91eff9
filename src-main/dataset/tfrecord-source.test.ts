import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { PbfWriter } from 'pbf'
import { describe, expect, it } from 'vitest'
import { maskedCrc32c } from '../formats/crc32c.ts'
import { encodePng } from './png.ts'
import { collect, failureOf, noise, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'
import { openTfRecord } from './tfrecord-source.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
const png = encodePng(noise(16), 4, 4, 1)
let folders = 0

/** tf.train.Example, as TensorFlow serialises it: whole numbers packed. */
function example(features: Record<string, string | Uint8Array | number>): Buffer {
  const pbf = new PbfWriter()
  pbf.writeMessage(
    1,
    (_, inFeatures) => {
      for (const [key, value] of Object.entries(features)) {
        inFeatures.writeMessage(
          1,
          (_entry, entry) => {
            entry.writeStringField(1, key)
            const bytes = typeof value === 'string' ? Buffer.from(value) : value
            entry.writeMessage(
              2,
              (_feature, feature) => {
                if (typeof bytes === 'number')
                  feature.writeMessage(3, (list, out) => out.writePackedVarint(1, list), [bytes])
                else feature.writeMessage(1, (list, out) => out.writeBytesField(1, list), bytes)
              },
              null,
            )
          },
          null,
        )
      }
    },
    null,
  )
  return Buffer.from(pbf.finish())
}

function framed(...records: Uint8Array[]): Buffer {
  return Buffer.concat(
    records.flatMap((record) => {
      const head = Buffer.alloc(12)
      head.writeBigUInt64LE(BigInt(record.length))
      head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8)
      const tail = Buffer.alloc(4)
      tail.writeUInt32LE(maskedCrc32c(record))
      return [head, record, tail]
    }),
  )
}

function folderOf(files: Record<string, Uint8Array | string>): string {
  const root = inFolder(String(folders++))
  mkdirSync(root)
  for (const [name, content] of Object.entries(files)) writeFileSync(`${root}/${name}`, content)
  return root
}

async function read(source: string, options: Record<string, unknown> = {}) {
  const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
  return collect(await openTfRecord(requestFor(source, { recipe, ...options }), start))
}

const image = { 'image/encoded': png }

describe('openTfRecord', () => {
  it('reads images with their names and classes', async () => {
    const records = framed(
      example({ ...image, 'image/filename': '1.png', 'image/class/text': 'cat', 'image/class/label': 1 }),
      example({ ...image, 'image/filename': '1.png', 'image/class/label': 0 }),
      example({ ...image, 'image/source_id': 'own', 'image/class/label': 7 }),
      example(image),
    )
    const root = folderOf({ 'a.tfrecord': records, 'b.gz': gzipSync(records), 'labels.txt': 'dog\ncat\n' })
    for (const name of ['a.tfrecord', 'b.gz']) {
      const { samples, problems } = await read(`${root}/${name}`)
      expect(problems).toEqual([])
      expect(samples.map(({ externalId, truth }) => [externalId, truth])).toEqual([
        ['1.png', 'cat'],
        ['1.png 2', 'dog'],
        ['own', '7'],
        ['4', null],
      ])
      expect(Buffer.from(samples[0].original?.bytes ?? [])).toEqual(Buffer.from(png))
    }
  })

  it('takes numbers for the names of a label map', async () => {
    const root = folderOf({
      'a.tfrecord': framed(
        example({ ...image, 'image/class/label': 1 }),
        example({ ...image, 'image/class/label': 2 }),
      ),
      'map.pbtxt': "item {\n  id: 1\n  name: 'n01'\n  display_name: \"cat\"\n}\nitem { name: 'dog' id: 2 }",
    })
    expect((await read(`${root}/a.tfrecord`)).samples.map(({ truth }) => truth)).toEqual(['cat', 'dog'])
  })

  it('brings labels with their authors, and none of a model', async () => {
    const said = { 'image/class/text': 'cat', labeled_at: '2025-01-31T09:15:02.5Z' }
    const root = folderOf({
      'a.tfrecord': framed(
        example({ ...image, ...said, label_source: 'human', annotator: 'anna' }),
        example({ ...image, ...said, label_source: 'model' }),
      ),
    })
    const { samples } = await read(`${root}/a.tfrecord`, { givenLabels: 'labels' })
    expect(samples.map(({ labels }) => labels ?? [])).toEqual([
      [{ name: 'cat', annotator: 'anna', at: '2025-01-31T09:15:02.500Z' }],
      [],
    ])
  })

  it('reads all shards of a set, wherever it is begun, and misses one', async () => {
    const shard = (id: string) => framed(example({ ...image, 'image/source_id': id }))
    const root = folderOf({
      'x-train-00001-of-00002.tfrecord': shard('b'),
      'x-train-00000-of-00002.tfrecord': shard('a'),
      'x-test-00000-of-00001.tfrecord': shard('c'),
      'y-00000-of-00002.tfrecord': shard('d'),
    })
    const ids = async (source: string) => (await read(source)).samples.map(({ externalId }) => externalId)
    expect(await ids(`${root}/x-train-00001-of-00002.tfrecord`)).toEqual(['a', 'b'])
    const all = await openTfRecord(requestFor(root), start)
    expect(all.fieldNames).toEqual(['split'])
    const failure = await failureOf(read(`${root}/y-00000-of-00002.tfrecord`))
    expect(failure.message).toContain('Of the 2 files of this set 1 are here')
  })

  it.each([
    [
      'data that was changed',
      (bytes: Buffer) => bytes.fill(0, 40, 41),
      'the checksum of a record does not fit it',
    ],
    [
      'a length that was changed',
      (bytes: Buffer) => bytes.fill(9, 1, 2),
      'the checksum of a length does not fit it',
    ],
    ['an end that is missing', (bytes: Buffer) => bytes.subarray(0, -2), 'it is cut short'],
  ])('finds %s', async (_, harm, found) => {
    const sound = framed(example(image))
    const root = folderOf({ 'a.tfrecord': Buffer.concat([sound, harm(Buffer.from(sound))]) })
    const failure = await failureOf(read(`${root}/a.tfrecord`))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details).toMatchObject({ found, place: `record 2, byte ${sound.length}` })
  })

  it('refuses a length that no file has', async () => {
    const head = Buffer.alloc(12, 0xff)
    head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8)
    const failure = await failureOf(read(`${folderOf({ 'a.tfrecord': head })}/a.tfrecord`))
    expect(failure.details.found).toContain('a record of')
  })

  it('says what the records hold instead of images', async () => {
    const root = folderOf({ 'a.tfrecord': framed(example({ text: 'a', label: 1 })) })
    const failure = await failureOf(read(`${root}/a.tfrecord`))
    expect(failure.details.found).toBe('features named "text", "label"')
  })
})
