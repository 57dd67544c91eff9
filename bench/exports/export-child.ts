import { createReadStream, writeFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { scriptedEngine, temporaryWorkbench } from '../../src-main/app/testing/sorted-project.ts'
import { type ExportFormat, exportRequestSchema } from '../../src-main/contract/export.ts'
import { answerTask } from '../fork-child.ts'
import { peakMemoryMegabytes } from '../workbench.ts'

/*
 * A child of exports.ts: opens a project, exports it once, and says what that took.
 */

export interface ExportTask {
  file: string
  out: string
  format: ExportFormat
  split: boolean
}

export interface ExportMeasures {
  rows: number
  seconds: number
  /** Of the processor. */
  processorSeconds: number
  megabytes: number
  /** Resident memory above that before, at its peak, MB; null where the system does not tell. */
  memory: number | null
  /** The longest that nothing else had its turn, ms. */
  longestWait: number
  /** csv: seconds in which csv-stringify alone writes as many rows like these to the disk. */
  plain: number | null
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

answerTask(async ({ file, out, format, split }: ExportTask): Promise<ExportMeasures> => {
  const { workbench, end } = temporaryWorkbench(scriptedEngine([]))
  try {
    await workbench.openProject(file)
    const project = workbench.project()
    await project.ready()
    // What is waited for once, whatever is exported, is no part of the export.
    await project.neighbourhood.settled()
    collectGarbage()
    const before = process.memoryUsage.rss() / 2 ** 20
    resetPeak()
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const used = process.cpuUsage()
    const started = performance.now()
    const report = await project.exports.run(
      exportRequestSchema.parse({ format, out, split: split ? { parts } : null }),
    )
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(used)
    delay.disable()
    const peak = peakMemoryMegabytes(process.pid)
    return {
      rows: report.rows,
      seconds,
      processorSeconds: (user + system) / 1e6,
      megabytes: (report.files[0]?.bytes ?? 0) / 2 ** 20,
      memory: peak && peak - before,
      longestWait: delay.max / 1e6,
      plain: format === 'csv' ? await plainSeconds(out, report.rows) : null,
    }
  } finally {
    await end()
  }
})

const parts = [
  { name: 'train', share: 0.8 },
  { name: 'val', share: 0.1 },
  { name: 'test', share: 0.1 },
]

/** So that the peak of the process is that of the export. Where the system cannot, the whole process is told of. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Another system, which has no peak to tell either.
  }
}

const plainRows = 10_000

/** The first rows of an export, again and again, by nothing but the library. */
async function plainSeconds(exported: string, rows: number): Promise<number> {
  const records: (string | number)[][] = []
  for await (const record of createReadStream(exported).pipe(parse({ from_line: 2, to_line: plainRows + 1 })))
    records.push(
      (record as string[]).map((cell, c) =>
        c >= 4 && cell !== '' && !Number.isNaN(Number(cell)) ? Number(cell) : cell,
      ),
    )
  const file = await open(`${exported}.plain`, 'wx')
  const started = performance.now()
  for (let at = 0; at < rows; at += 200) {
    const first = at % records.length
    await file.appendFile(stringify(records.slice(first, first + Math.min(200, rows - at))))
  }
  await file.sync()
  await file.close()
  const seconds = (performance.now() - started) / 1000
  await rm(`${exported}.plain`)
  return seconds
}
