import type { SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { idxImages, noise } from '../test-support.ts'
import type { FuzzSubject } from './fuzz-subject.ts'
import { npyFile, zipOf } from './npy-file.ts'

/*
 * Small valid files of the formats that are tables or arrays, to be damaged.
 */

const rows = Array.from({ length: 12 }, (_, i) => i)

const listSchema: SchemaElement[] = [
  { name: 'root', num_children: 4 },
  { name: 'embedding', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'FLOAT' },
  { name: 'text', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'label', repetition_type: 'REQUIRED', type: 'INT64' },
  { name: 'width', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
]

function parquet(codec: 'SNAPPY' | 'UNCOMPRESSED', rowGroupSize: number): Uint8Array {
  const bytes = parquetWriteBuffer({
    schema: listSchema,
    columnData: [
      { name: 'embedding', data: rows.map((i) => [i, i / 2, -i]) },
      { name: 'text', data: rows.map((i) => (i % 3 === 0 ? null : `Text ${i % 2}`)) },
      { name: 'label', data: rows.map((i) => BigInt(i % 2)) },
      { name: 'width', data: rows.map((i) => (i === 5 ? null : i / 3)) },
    ],
    codec,
    rowGroupSize,
    pageSize: 200,
    kvMetadata: [
      {
        key: 'huggingface',
        value: '{"info":{"features":{"label":{"names":["cat","dog"],"_type":"ClassLabel"}}}}',
      },
    ],
  })
  return new Uint8Array(bytes)
}

const csv = `id,text,label,label_source,annotator,labeled_at,width,vec\n${rows
  .map((i) => `r${i},"Line ""${i}"",\nand more",cat,human,ann,2025-01-31T09:15:02Z,${i / 4},"[${i}, 2, 3]"\n`)
  .join('')}`

const jsonl = rows
  .map((i) =>
    JSON.stringify({
      id: `r${i}`,
      embedding: [i, 0.5, -1e-3],
      text: `Text ${i}`,
      meta: { a: [i] },
      label: 'x',
    }),
  )
  .join('\n')

const arff = `@relation r
@attribute width numeric
@attribute 'a note' string
@attribute kind {cat,'a dog'}
@data
${rows.map((i) => (i % 3 === 0 ? `{0 ${i}, 2 'a dog'}` : `${i}.5, 'it\\'s ${i}', cat`)).join('\n')}
`

const libsvm = rows.map((i) => `${i % 2} qid:1 1:${i} 3:0.5 7:-1e-2 # row ${i}`).join('\n')

function npz(compress: boolean): Promise<Uint8Array> {
  const arrays = {
    'x.npy': npyFile('|u1', [6, 3, 4], noise(72)),
    'y.npy': npyFile('<i4', [6], new Int32Array([0, 1, 0, 1, 0, 1])),
    'names.npy': npyFile('|S3', [2], new Uint8Array(Buffer.from('catdog'))),
  }
  return zipOf(arrays, compress)
}

/** One subject for each format, and variants of those whose bytes can be laid out differently. */
export async function tableSubjects(): Promise<FuzzSubject[]> {
  return [
    {
      name: 'idx',
      format: 'idx',
      files: { 'a.idx': idxImages(6, 5, 4, noise(120)) },
      target: 'a.idx',
      isText: false,
    },
    { name: 'csv', format: 'csv', files: { 'a.csv': csv }, target: 'a.csv', isText: true },
    { name: 'jsonl', format: 'jsonl', files: { 'a.jsonl': jsonl }, target: 'a.jsonl', isText: true },
    { name: 'arff', format: 'arff', files: { 'a.arff': arff }, target: 'a.arff', isText: true },
    { name: 'libsvm', format: 'libsvm', files: { 'a.svm': libsvm }, target: 'a.svm', isText: true },
    {
      name: 'npy',
      format: 'npy',
      files: { 'a.npy': npyFile('>f4', [12, 3], new Float32Array(36)) },
      target: 'a.npy',
      isText: false,
    },
    {
      name: 'npy-columns',
      format: 'npy',
      files: { 'a.npy': npyFile('|u1', [6, 5, 4], noise(120), { isFortran: true }) },
      target: 'a.npy',
      isText: false,
    },
    { name: 'npz', format: 'npy', files: { 'a.npz': await npz(true) }, target: 'a.npz', isText: false },
    {
      name: 'npz-stored',
      format: 'npy',
      files: { 'a.npz': await npz(false) },
      target: 'a.npz',
      isText: false,
    },
    {
      name: 'parquet',
      format: 'parquet',
      files: { 'a.parquet': parquet('UNCOMPRESSED', 5) },
      target: 'a.parquet',
      isText: false,
    },
    {
      name: 'parquet-snappy',
      format: 'parquet',
      files: { 'a.parquet': parquet('SNAPPY', 100) },
      target: 'a.parquet',
      isText: false,
    },
  ]
}
