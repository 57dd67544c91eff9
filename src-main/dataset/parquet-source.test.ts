import { readFileSync, writeFileSync } from 'node:fs'
import type { SchemaElement } from 'hyparquet'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import type { FewlabelError } from '../contract/errors.ts'
import { openParquet } from './parquet-source.ts'
import { asking, collect, failureOf, noDecoder, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const inFolder = temporaryFolder()
let files = 0

type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'>

function write(columnData: ColumnSource[], options: Options = {}): string {
  const path = inFolder(`${files++}.parquet`)
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData, ...options })))
  return path
}

async function read(path: string, options: Record<string, unknown> = {}) {
  const source = await openParquet(requestFor(path, options), noDecoder)
  return { source, ...(await collect(source)) }
}

/** Made by hand: by itself the writer makes JSON of lists. */
const listSchema: SchemaElement[] = [
  { name: 'root', num_children: 2 },
  { name: 'vec', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'FLOAT' },
  { name: 'n', repetition_type: 'REQUIRED', type: 'INT32' },
]

const image = (i: number) => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, i)

describe('openParquet', () => {
  it('reads embeddings, texts and named classes, over row groups', async () => {
    const count = 700
    const rows = Array.from({ length: count }, (_, i) => i)
    const path = write(
      [
        { name: 'id', data: rows.map((i) => `r${i}`) },
        { name: 'embedding', data: rows.map((i) => [i, i + 0.5, i - 1]) },
        { name: 'text', data: rows.map((i) => (i === 1 ? null : `Text ${i}`)) },
        { name: 'label', data: rows.map((i) => (i === 2 ? -1 : i % 2)), type: 'INT64' },
        { name: 'when', data: rows.map((i) => new Date(Date.UTC(2025, 0, 1, 0, 0, i))) },
      ].map((column) =>
        column.name === 'label' ? { ...column, data: (column.data as number[]).map(BigInt) } : column,
      ) as ColumnSource[],
      {
        rowGroupSize: 300,
        kvMetadata: [
          {
            key: 'huggingface',
            value: JSON.stringify({
              info: { features: { label: { _type: 'ClassLabel', names: ['cat', 'dog'] } } },
            }),
          },
        ],
      },
    )
    const { source, samples } = await read(path)
    expect(source).toMatchObject({ format: 'parquet', total: count, fieldNames: ['when'], notices: [] })
    expect(source.shape).toEqual({ kind: 'vector', length: 3, columns: [] })
    expect(samples).toHaveLength(count)
    expect(samples.slice(0, 4)).toMatchObject([
      { externalId: 'r0', truth: 'cat', text: 'Text 0', fields: ['2025-01-01T00:00:00.000Z'] },
      { externalId: 'r1', truth: 'dog' },
      { externalId: 'r2', truth: null },
      { externalId: 'r3', truth: 'dog' },
    ])
    expect(samples[1].text).toBeUndefined()
    expect(samples.map(({ input }) => [...input])).toEqual(rows.map((i) => [i, i + 0.5, i - 1]))
    expect(new Set(samples.map(({ contentHash }) => Buffer.from(contentHash).toString('hex'))).size).toBe(
      count,
    )
  })

  it('reads lists over the ends of pages, and says which has a hole', async () => {
    const lists = Array.from({ length: 500 }, (_, i) => [i, i / 2, i - 1000, 1])
    const columns = (data: (number | null)[][]): ColumnSource[] => [
      { name: 'vec', data },
      { name: 'n', data: new Int32Array(data.length) },
    ]
    const options = { schema: listSchema, pageSize: 300 }
    const { source, samples } = await read(write(columns(lists), options))
    expect(source.columns?.map(({ role }) => role)).toEqual(['embedding', 'field'])
    expect(samples.map(({ input }) => [...input])).toEqual(lists)
    const holes = lists.map((list, i) => (i === 300 ? [1, null, 3, 4] : list))
    const failure = await failureOf(read(write(columns(holes), options)))
    expect(failure.details).toMatchObject({
      place: 'row 300 (from 0), column "vec"',
      found: 'one that is no number, or too large',
    })
  })

  it('reads columns of numbers; rows are counted from 0', async () => {
    const path = write([
      { name: 'a', data: new Float32Array([1, 2]) },
      { name: 'b', data: new Int32Array([3, 4]) },
      { name: 'c', data: [true, false] },
    ])
    const { source, samples } = await read(path)
    expect(source.shape).toMatchObject({ columns: ['a', 'b', 'c'] })
    expect(samples.map(({ externalId, input }) => [externalId, ...input])).toEqual([
      ['0', 1, 3, 1],
      ['1', 2, 4, 0],
    ])
  })

  it('has images decoded that come as bytes, and keeps them', async () => {
    const path = write([
      { name: 'picture', data: [image(1), image(2), null], type: 'BYTE_ARRAY', nullable: true },
      { name: 'label', data: ['x', 'y', 'x'] },
    ])
    const recipe = { recipe: { side: 4 } }
    const source = await openParquet(requestFor(path, recipe), () => new FakeDecoder())
    expect(source.shape).toEqual({ kind: 'image', side: 4, channels: 1 })
    const { samples, problems } = await collect(source)
    expect(samples).toMatchObject([
      { externalId: '0', truth: 'x', sourcePath: null, original: { mediaType: 'image/png' } },
      { externalId: '1', truth: 'y' },
    ])
    expect(problems).toMatchObject([
      { place: 'row 2 (from 0), column "picture"', reason: 'there is no image' },
    ])
  })

  it('reads texts that are not marked as such', async () => {
    const bytes = [new TextEncoder().encode('Ähre'), new TextEncoder().encode('Baum')]
    const path = write([
      { name: 'text', data: bytes, type: 'BYTE_ARRAY' },
      { name: 'a', data: [1, 2] },
    ])
    expect((await read(path)).samples.map(({ text }) => text)).toEqual(['Ähre', 'Baum'])
  })

  it('names the place of a gap, of a shorter list and of an id that comes twice', async () => {
    const place = async (columns: ColumnSource[], options = {}) =>
      (await failureOf(read(write(columns), options))).details.place
    expect(await place([{ name: 'a', data: [1, null, 3], type: 'DOUBLE', nullable: true }])).toBe(
      'row 1 (from 0), column "a"',
    )
    expect(await place([{ name: 'embedding', data: [[1, 2], [1]] }])).toBe(
      'row 1 (from 0), column "embedding"',
    )
    const twice = [
      { name: 'a', data: [1, 2] },
      { name: 'k', data: ['x', 'x'] },
    ]
    expect(await place(twice, asking({ k: 'id' }))).toBe('row 1 (from 0), column "k"')
  })

  it('refuses what is no Parquet, cut short or empty', async () => {
    const whole = readFileSync(write([{ name: 'a', data: [1, 2, 3] }]))
    const failure = async (bytes: Uint8Array): Promise<FewlabelError> => {
      const path = inFolder(`${files++}.parquet`)
      writeFileSync(path, bytes)
      return failureOf(read(path))
    }
    for (const cut of [0, 3, 11, whole.length - 1]) {
      const { code, details } = await failure(whole.subarray(0, cut))
      expect([code, details.remedy]).toEqual(['source-damaged', 'Copy or download the file again.'])
    }
    const encrypted = Buffer.from(whole)
    encrypted.write('PARE', encrypted.length - 4)
    expect((await failure(encrypted)).code).toBe('source-unsupported')
    expect((await failureOf(read(write([{ name: 'a', data: [], type: 'DOUBLE' }])))).code).toBe(
      'source-empty',
    )
  })

  it('refuses a page that claims more than it holds, without making room for it', async () => {
    const path = write([{ name: 'a', data: Array(1000).fill(1), encoding: 'PLAIN' }], {
      codec: 'UNCOMPRESSED',
    })
    const bytes = readFileSync(path)
    // The page's header comes right after the magic: type, sizes, then the header of the data page with its count.
    const count = bytes.indexOf(Buffer.from([0xd0, 0x0f]), 4)
    bytes.fill(0xff, count, count + 1)
    writeFileSync(path, bytes)
    const failure = await failureOf(read(path))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.place).toBe('row group 1, column "a"')
  })
})
