import { crc32 } from 'node:zlib'
import { PbfWriter } from 'pbf'
import { maskedCrc32c } from '../../formats/crc32c.ts'
import { encodePng } from '../png.ts'
import { noise } from '../test-support.ts'
import type { FuzzSubject } from './fuzz-subject.ts'

/*
 * Small valid files of the formats that are trees of images or come from other tools, to be damaged.
 */

const items = Array.from({ length: 6 }, (_, i) => i)
const picture = encodePng(noise(16), 4, 4, 1)
const pictures = Object.fromEntries(items.map((i) => [`images/${i}.png`, picture]))

const coco = JSON.stringify({
  info: { description: 'set' },
  categories: [
    { id: 1, name: 'cat' },
    { id: 2, name: 'dog' },
  ],
  images: items.map((i) => ({ id: i, file_name: `${i}.png`, width: 4, height: 4 })),
  annotations: items.map((i) => ({
    id: i,
    image_id: i,
    category_id: 1 + (i % 2),
    bbox: [0, 0, 4, 4],
    attributes: { label_source: 'human', annotator: 'anna', labeled_at: '2025-01-31T09:15:02Z' },
  })),
})

const result = [{ from_name: 'choice', to_name: 'image', type: 'choices', value: { choices: ['cat'] } }]
const tasks = JSON.stringify(
  items.map((i) => ({
    id: i,
    data: { image: `/data/local-files/?d=images/${i}.png`, ref: `r${i}` },
    annotations: [{ completed_by: 1, created_at: '2025-01-31T09:15:02Z', was_cancelled: false, result }],
  })),
)
const flatRows = `annotation_id,annotator,choice,created_at,id,image,lead_time\n${items
  .map((i) => `${i},1,cat,2025-01-31T09:15:02Z,${i},images/${i}.png,3.2\n`)
  .join('')}`

const prodigy = items
  .map((i) =>
    JSON.stringify({
      ...(i < 4
        ? { image: `images/${i}.png` }
        : { image: `data:image/png;base64,${Buffer.from(picture).toString('base64')}` }),
      options: [{ id: 'cat', text: 'cat' }],
      accept: ['cat'],
      answer: 'accept',
      _input_hash: i,
      _annotator_id: 'anna',
      _timestamp: 1_738_314_902,
    }),
  )
  .join('\n')

const metadata = items
  .map((i) => JSON.stringify({ file_name: `images/${i}.png`, label: 'cat', text: `Picture ${i} of a cat.` }))
  .join('\n')

/** A TFRecord file of tf.train.Examples with an image each. */
function tfRecords(): Uint8Array {
  const records = items.map((i) => {
    const pbf = new PbfWriter()
    const feature = (key: string, write: (value: PbfWriter) => void) => (_: null, features: PbfWriter) =>
      features.writeMessage(
        1,
        (_entry: null, entry) => {
          entry.writeStringField(1, key)
          entry.writeMessage(2, (_value: null, value) => write(value), null)
        },
        null,
      )
    const bytes = (data: Uint8Array) => (value: PbfWriter) =>
      value.writeMessage(1, (_: null, list) => list.writeBytesField(1, data), null)
    const number = (data: number) => (value: PbfWriter) =>
      value.writeMessage(3, (_: null, list) => list.writePackedVarint(1, [data]), null)
    pbf.writeMessage(
      1,
      (_: null, features) => {
        feature('image/encoded', bytes(picture))(null, features)
        feature('image/filename', bytes(Buffer.from(`${i}.png`)))(null, features)
        feature('image/class/label', number(i % 2))(null, features)
      },
      null,
    )
    return framed(pbf.finish())
  })
  return new Uint8Array(Buffer.concat(records))
}

function framed(data: Uint8Array): Buffer {
  const record = Buffer.alloc(16 + data.length)
  record.writeBigUInt64LE(BigInt(data.length))
  record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8)
  record.set(data, 12)
  record.writeUInt32LE(maskedCrc32c(data), 12 + data.length)
  return record
}

/** An archive without compression, so that damage reaches what is in it, too. */
function zip(files: Record<string, Uint8Array | string>): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), data])
    const after = Buffer.alloc(14)
    after.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), facts, after, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...parts, entries, end]))
}

/** One subject for each format, and variants of those that come in several forms. */
export function treeSubjects(): FuzzSubject[] {
  const inText = (
    name: string,
    format: FuzzSubject['format'],
    target: string,
    content: string,
  ): FuzzSubject => ({ name, format, files: { ...pictures, [target]: content }, target, isText: true })
  return [
    inText('coco', 'coco', 'labels.json', coco),
    inText('label-studio', 'label-studio', 'tasks.json', tasks),
    {
      ...inText('label-studio-csv', 'label-studio', 'tasks.csv', flatRows),
      options: { givenLabels: 'labels' },
    },
    { ...inText('prodigy', 'prodigy', 'a.jsonl', prodigy), options: { givenLabels: 'labels' } },
    { ...inText('folder-metadata', 'folder', 'metadata.jsonl', metadata), source: '.' },
    {
      name: 'tfrecord',
      format: 'tfrecord',
      files: { 'a.tfrecord': tfRecords() },
      target: 'a.tfrecord',
      isText: false,
    },
    {
      name: 'zip-folder',
      format: 'folder',
      files: { 'a.zip': zip(pictures) },
      target: 'a.zip',
      isText: false,
    },
    {
      name: 'zip-csv',
      format: 'csv',
      files: { 'a.zip': zip({ 'a.csv': 'a,b\n1,2\n3,4\n' }) },
      target: 'a.zip',
      isText: false,
    },
  ]
}
