import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inChild } from './fork-child.ts'
import type { Measure } from './report.ts'

/** What the child writes. */
export const csvName = 'embeddings.csv'
export const parquetName = 'embeddings.parquet'
export const width = 64

/*
 * Embeddings out of Parquet into a project, and the same out of CSV. Each part has a process of its own, so that the
 * memory of one does not count as that of another.
 */

export type SourcesTask =
  | { part: 'write'; folder: string; count: number }
  | { part: 'import'; source: string }
  /** Only read, and nothing kept. */
  | { part: 'read'; folder: string; format: 'csv' | 'jsonl'; count: number }

/** What importing or reading took. */
export interface SourceRate {
  rows: number
  rowsPerSecond: number
  peakMegabytes: number
}

/** @param full ten times as many rows of CSV and of JSON Lines as well, only read */
export async function measureSources(count: number, full: boolean): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-sources-'))
  const child = (task: SourcesTask) => inChild<SourceRate>('./sources-child.ts', task)
  const rows = count.toLocaleString('en-US')
  try {
    console.error(`Writing ${rows} × ${width} embeddings…`)
    await child({ part: 'write', folder, count })
    console.error('Importing CSV…')
    const csv = await child({ part: 'import', source: join(folder, csvName) })
    console.error('Importing Parquet…')
    const parquet = await child({ part: 'import', source: join(folder, parquetName) })
    const measures: Measure[] = [
      {
        what: `import of ${rows} × ${width} embeddings from Parquet`,
        value: parquet.rows / parquet.rowsPerSecond,
        unit: 's',
        target: { atMost: 60 },
        note: `${rate(parquet)}; from CSV ${rate(csv)}`,
      },
      {
        what: 'rows of Parquet imported in the time of one of CSV',
        value: parquet.rowsPerSecond / csv.rowsPerSecond,
        unit: '',
      },
      { what: 'host memory, peak, import from Parquet', value: parquet.peakMegabytes, unit: 'MB' },
    ]
    for (const format of full ? (['csv', 'jsonl'] as const) : []) {
      console.error(`Reading ${format}…`)
      const read = await child({ part: 'read', folder, format, count: 10 * count })
      const many = (10 * count).toLocaleString('en-US')
      measures.push(
        { what: `reading ${many} rows of ${format}`, value: read.rowsPerSecond, unit: 'rows/s' },
        { what: `memory, peak, reading ${many} rows of ${format}`, value: read.peakMegabytes, unit: 'MB' },
      )
    }
    return measures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rate({ rowsPerSecond }: SourceRate): string {
  return `${Math.round(rowsPerSecond).toLocaleString('en-US')} rows/s`
}
