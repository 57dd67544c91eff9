import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import type { ExportJob } from './export-writer.ts'
import { npyHeader } from './npy-format.ts'
import { openNew } from './output-file.ts'
import { exampleJob, exampleRow, exampleRows } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-npz-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** The arrays of the file by name: their headers as NumPy reads them, and what comes behind. */
async function written(changes: Partial<ExportJob>, more: Record<string, unknown> = {}) {
  const out = join(folder, 'out.npz')
  const report = await writeExport(exampleJob({ format: 'npz', out, ...more }, changes))
  const zip = await openPromise(out)
  const arrays = new Map<string, { header: string; data: Buffer }>()
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry))
    const begin = 10 + bytes.readUInt16LE(8)
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'))
    expect(begin % 64).toBe(0)
    arrays.set(entry.fileName, {
      header: bytes.subarray(10, begin).toString('latin1').trim(),
      data: bytes.subarray(begin),
    })
  }
  return { report, arrays, text: (name: string) => texts(arrays.get(`${name}.npy`)) }
}

/** An array of UTF-32 texts. */
function texts(array: { header: string; data: Buffer } | undefined): string[] {
  const width = Number(/<U(\d+)/.exec(array?.header ?? '')?.[1])
  const found: string[] = []
  for (let at = 0; at < (array?.data.length ?? 0); at += 4 * width) {
    const points = Array.from({ length: width }, (_, i) => array?.data.readUInt32LE(at + 4 * i) ?? 0)
    found.push(String.fromCodePoint(...points.filter((point) => point > 0)))
  }
  return found
}

describe('npz', () => {
  it('keeps ids with separators of lines and paragraphs as they are', async () => {
    const ids = ['a\u2028b', 'c\u2029', 'd\r\ne']
    const { text } = await written({ rows: ids.map((id, i) => exampleRow(i + 1, { id })) })
    expect(text('ids')).toEqual(ids)
  })

  it('holds probabilities, labels and names as NumPy arrays', async () => {
    const { arrays, text, report } = await written({
      rows: [
        exampleRow(1, { id: '犬🦊', label: '007', labelSource: 'human' }),
        exampleRow(2),
        exampleRow(3, { labelSource: 'bulk', probabilities: null }),
      ],
    })
    expect([...arrays].map(([name, { header }]) => [name, header])).toEqual([
      ['pred_probs.npy', "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }"],
      ['labels.npy', "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }"],
      ['classes.npy', "{'descr': '<U14', 'fortran_order': False, 'shape': (3,), }"],
      ['ids.npy', "{'descr': '<U6', 'fortran_order': False, 'shape': (3,), }"],
      ['label_source.npy', "{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }"],
    ])
    const numbers = arrays.get('pred_probs.npy')?.data ?? Buffer.alloc(0)
    const probabilities = Array.from({ length: 9 }, (_, i) => numbers.readFloatLE(4 * i))
    const third = Math.fround(1 / 3)
    expect(probabilities).toEqual([...[0.1, 0.7, 0.2, 0.1, 0.7, 0.2].map(Math.fround), third, third, third])
    const labels = arrays.get('labels.npy')?.data ?? Buffer.alloc(0)
    expect([0, 1, 2].map((i) => labels.readBigInt64LE(8 * i))).toEqual([2n, -1n, 0n])
    expect(text('ids')).toEqual(['犬🦊', '000002', '000003'])
    expect(text('classes')).toEqual(['cat', 'dog "Rex", big', '007'])
    expect(text('label_source')).toEqual(['human', 'model', 'bulk'])
    expect(report.notices.join()).toContain('no opinion of 1 sample;')
    expect((await readdir(folder)).sort()).toEqual(['out.npz', 'out.npz.manifest.json'])
  })

  it('says which part each row belongs to', async () => {
    const parts = ['train', 'test'].map((name) => ({ name, share: 0.5 }))
    const { text } = await written(
      { rows: [exampleRow(1, { split: 'train' }), exampleRow(2, { split: 'test' })] },
      { split: { parts } },
    )
    expect(text('split')).toEqual(['train', 'test'])
  })

  it('takes many rows', async () => {
    const { text } = await written({ rows: exampleRows(12_000) })
    expect(text('ids')).toEqual(Array.from(exampleRows(12_000), ({ id }) => id))
  })

  it('fails, and does not wait for ever, where a column cannot be read back', async () => {
    const out = join(folder, 'out.npz')
    const openOutput = async (path: string) => {
      if (path.endsWith('out.npz')) await rm(join(dirname(path), '.labels'))
      return openNew(path)
    }
    const work = writeExport(exampleJob({ format: 'npz', out }, { rows: exampleRows(3) }), { openOutput })
    await expect(work).rejects.toMatchObject({ code: 'io-failed' })
    expect(await readdir(folder)).toEqual([])
  })

  it('needs a model', async () => {
    await expect(written({ model: null })).rejects.toMatchObject({ code: 'not-trained' })
    expect(await readdir(folder)).toEqual([])
  })

  it('has headers that NumPy takes at any length', () => {
    for (const rows of [0, 7, 10 ** 9]) {
      const header = Buffer.from(npyHeader('float32', [rows, 100]))
      expect(header.length % 64).toBe(0)
      expect(header.readUInt16LE(8)).toBe(header.length - 10)
      expect(header.at(-1)).toBe(0x0a)
    }
  })
})
