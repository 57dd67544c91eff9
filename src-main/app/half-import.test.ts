import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, expect, it } from 'vitest'
import { importRequestSchema } from '../contract/data.ts'
import { FakeDecoder } from '../dataset/testing/fake-decoder.ts'
import { npyFile } from '../dataset/testing/npy-file.ts'
import { Project } from '../project/project.ts'
import { tableSums } from '../project/testing/table-sums.ts'
import { ImportService } from './import-service.ts'

/*
 * An import that fails in the middle leaves the project as it was, bit for bit: every table of it, and the file.
 */

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-half-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rows = Array.from({ length: 1000 }, (_, i) => i)
const fault = 900

/** A source of each format whose rows end in a number, and with a fault far down behind batches of sound ones. */
const sources: [string, (last: number, broken: boolean) => string | Uint8Array][] = [
  [
    'csv',
    (last, broken) =>
      `a,b,label,annotator\n${rows.map((i) => `${broken && i === fault ? 'x' : i},${last},c${last},eve`).join('\n')}`,
  ],
  [
    'jsonl',
    (last, broken) =>
      rows
        .map((i) =>
          broken && i === fault ? '{"a":' : `{"a":${i},"b":${last},"label":"c${last}","annotator":"eve"}`,
        )
        .join('\n'),
  ],
  [
    'arff',
    (last, broken) =>
      `@relation r\n@attribute a real\n@attribute b real\n@data\n${rows.map((i) => `${broken && i === fault ? '?' : i},${last}`).join('\n')}`,
  ],
  [
    'svm',
    (last, broken) => rows.map((i) => `${last} 1:${broken && i === fault ? 'x' : i} 2:${last}`).join('\n'),
  ],
  [
    'npy',
    (last, broken) => {
      const numbers = rows.flatMap((i) => [broken && i === fault ? Number.NaN : i, last])
      return npyFile('<f4', [1000, 2], Float32Array.from(numbers))
    },
  ],
  [
    'parquet',
    (last, broken) => {
      const columnData: ColumnSource[] = [
        {
          name: 'a',
          data: rows.map((i) => (broken && i === fault ? null : i + 0.5)),
          type: 'DOUBLE',
          nullable: true,
        },
        { name: 'b', data: rows.map(() => last), type: 'DOUBLE' },
      ]
      return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 300 }))
    },
  ],
]

it.each(sources)('a fault in the middle of a source of format %s changes nothing', async (name, make) => {
  const path = join(folder, `${name}.fewlabel`)
  const project = Project.create(path, { holder: 'test' })
  try {
    const imports = new ImportService({
      project,
      startProgram: () => new FakeDecoder(),
      publish: () => {},
      assertFree: () => {},
      annotator: () => 'ann',
      onImported: () => {},
    })
    const source = join(folder, `a.${name}`)
    const request = importRequestSchema.parse({ source })
    writeFileSync(source, make(1, false))
    await imports.run(request)
    expect(project.samples.count()).toBe(1000)
    writeFileSync(source, make(2, true))
    const tables = tableSums(path)
    const file = readFileSync(path)
    await expect(imports.run(request)).rejects.toMatchObject({ code: 'source-damaged' })
    expect(tableSums(path)).toEqual(tables)
    expect(readFileSync(path).equals(file)).toBe(true)
    // And it can still be imported once it is sound.
    writeFileSync(source, make(2, false))
    expect((await imports.run(request)).imported).toBe(1000)
  } finally {
    project.close()
  }
})
