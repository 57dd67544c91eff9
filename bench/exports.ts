import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFormat } from '../src-main/contract/export.ts'
import type { ExportMeasures, ExportTask } from './exports/export-child.ts'
import type { MakeTask } from './exports/make-child.ts'
import { inChild } from './fork-child.ts'
import type { BenchOptions } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { type Measure, printTable } from './report.ts'

const cases: { format: ExportFormat; split: boolean }[] = [
  { format: 'csv', split: false },
  { format: 'jsonl', split: false },
  { format: 'parquet', split: false },
  { format: 'parquet', split: true },
  { format: 'npz', split: false },
]

/** What is promised for a million rows. */
const mostSeconds = 60
const mostMegabytes = 300

/** A project of a million samples, exported to every format that is a file, each in a process of its own. */
export async function measureExports({ limit }: BenchOptions, store: ResultStore | null): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-exports-'))
  try {
    const count = limit ?? 1_000_000
    const file = join(folder, 'rows.fewlabel')
    console.error(`Making a project of ${count.toLocaleString('en')} samples…`)
    await inChild('./exports/make-child.ts', { file, count } satisfies MakeTask)
    const measures: Measure[] = []
    for (const { format, split } of cases) {
      console.error(`Exporting it as ${format}${split ? ', split' : ''}…`)
      const out = join(folder, `rows-${split ? 'split' : 'whole'}.${format}`)
      const task: ExportTask = { file, out, format, split }
      const found = await inChild<ExportMeasures>('./exports/export-child.ts', task)
      rmSync(out)
      measures.push(...measuresOf(`${format}${split ? ', split in three' : ''}`, found))
    }
    printTable(measures)
    for (const measure of measures) store?.keep('product', { measure })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measuresOf(what: string, found: ExportMeasures): Measure[] {
  const { rows, seconds, processorSeconds, megabytes, memory, longestWait, plain } = found
  const name = `export of ${rows.toLocaleString('en')} rows to ${what}`
  const rate = `${processorSeconds.toFixed(1)} s of processor, ${Math.round(rows / seconds).toLocaleString('en')} rows/s, ${Math.round(megabytes)} MB`
  const ratio = plain === null ? '' : `; ${(seconds / plain).toFixed(1)} times csv-stringify alone`
  return [
    { what: name, value: seconds, unit: 's', target: { atMost: mostSeconds }, note: rate + ratio },
    ...(memory === null
      ? []
      : [
          {
            what: `${name}: memory above that before`,
            value: memory,
            unit: 'MB',
            target: { atMost: mostMegabytes },
          },
        ]),
    { what: `${name}: longest that a label would wait`, value: longestWait, unit: 'ms' },
  ]
}
