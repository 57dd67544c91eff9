import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportJob } from './export-writer.ts'
import { exampleClasses, exampleJob, exampleRow, exampleRows } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-parquet-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function written(changes: Partial<ExportJob>, more: Record<string, unknown> = {}) {
  const out = join(folder, 'out.parquet')
  await writeExport(exampleJob({ format: 'parquet', out, ...more }, changes))
  const file = await asyncBufferFromFile(out)
  return {
    metadata: await parquetMetadataAsync(file),
    rows: (await parquetReadObjects({ file, utf8: false })) as Record<string, unknown>[],
  }
}

const parts = [
  { name: 'train', share: 0.8 },
  { name: 'test', share: 0.2 },
]

describe('parquet', () => {
  it('is read back as it was, with classes as datasets keeps them', async () => {
    const { rows, metadata } = await written({
      rows: [
        exampleRow(1, { labelSource: 'human', annotator: 'Änne', labeledAt: '2026-11-03T09:15:02.123Z' }),
        exampleRow(2, {
          id: 'a,"b"\r\n犬',
          source: null,
          label: '007',
          confidence: null,
          cluster: null,
          probabilities: null,
        }),
      ],
    })
    expect(rows).toEqual([
      {
        id: '000001',
        source: '/pictures/1.png',
        label: 0n,
        label_source: 'human',
        confidence: Math.fround(0.1),
        cluster_id: 1,
        probs: [0.1, 0.7, 0.2].map(Math.fround),
        annotator: 'Änne',
        labeled_at: new Date('2026-11-03T09:15:02.123Z'),
      },
      {
        id: 'a,"b"\r\n犬',
        source: null,
        label: 2n,
        label_source: 'model',
        confidence: null,
        cluster_id: null,
        // As hyparquet gives a list that is not there.
        probs: undefined,
        annotator: null,
        labeled_at: null,
      },
    ])
    const info = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')
    expect(JSON.parse(info?.value ?? '')).toEqual({
      info: {
        features: { label: { names: exampleClasses.map(({ name }) => name), _type: 'ClassLabel' } },
      },
    })
  })

  it('holds vectors, texts and fields where they are asked for, under names that are free', async () => {
    const job: Partial<ExportJob> = {
      shape: { kind: 'vector', length: 2, columns: [] },
      fieldNames: ['label', 'town'],
      hasTexts: true,
      sample: (id) => ({ vector: Float32Array.of(id, -0.5), text: `text ${id}`, fields: ['x', null] }),
    }
    const { rows } = await written(job, { withSamples: true })
    expect(rows[2]).toMatchObject({ text: 'text 2', label_2: 'x', town: null, embedding: [2, -0.5] })
    await rm(join(folder, 'out.parquet'))
    await rm(join(folder, 'out.parquet.manifest.json'))
    const named = await written({ ...job, featureNames: ['width', 'height'] }, { withSamples: true })
    expect(named.rows[1]).toMatchObject({ width: 1, height: -0.5 })
  })

  it('holds images with their bytes, from the project or from where they lie', async () => {
    const original = join(folder, 'deep.TIFF')
    const file = await open(original, 'wx')
    await file.write('the original')
    await file.close()
    const { rows } = await written(
      {
        picture: async (id) =>
          id === 1 ? { path: original } : { extension: '.png', bytes: Uint8Array.of(1, id) },
      },
      { withSamples: true },
    )
    expect(rows.map(({ image }) => image)).toEqual([
      { bytes: Uint8Array.of(1, 0), path: '000000.png' },
      { bytes: new Uint8Array(await readFile(original)), path: '000001.tiff' },
      { bytes: Uint8Array.of(1, 2), path: '000002.png' },
    ])
  })

  it('says which part each row belongs to', async () => {
    const { rows } = await written(
      { rows: [exampleRow(1, { split: 'train' }), exampleRow(2, { split: 'test' })] },
      { split: { parts } },
    )
    expect(rows.map(({ split }) => split)).toEqual(['train', 'test'])
  })

  it('is written in groups, however many rows there are', async () => {
    const { rows, metadata } = await written({ rows: exampleRows(20_000) })
    expect(metadata.row_groups.length).toBeGreaterThan(1)
    expect(metadata.row_groups.every(({ num_rows }) => num_rows <= 4096n)).toBe(true)
    expect(rows.map(({ id }) => id)).toEqual(Array.from(exampleRows(20_000), ({ id }) => id))
  })
})
