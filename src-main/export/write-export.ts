import { basename } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import {
  type ExportFormat,
  type ExportProgress,
  type ExportReport,
  type ExportRow,
  folderExportFormats,
} from '../contract/export.ts'
import { writeCroissant } from './croissant.ts'
import { exportError } from './export-error.ts'
import { writeManifest } from './export-manifest.ts'
import { ExportOutput } from './export-output.ts'
import {
  commitTarget,
  croissantEnding,
  discardTarget,
  manifestEnding,
  prepareTarget,
} from './export-target.ts'
import type { ExportJob } from './export-writer.ts'
import type { OpenOutput } from './output-file.ts'
import { RowCounts } from './row-counts.ts'
import { writers } from './writers.ts'

export interface WriteOptions {
  onProgress?(progress: ExportProgress): void
  signal?: AbortSignal
  /** How files are opened; tests put a failing disk here. */
  openOutput?: OpenOutput
}

const millisecondsBetweenReports = 100

/** Whether a format is a folder and not one file. */
function isFolderFormat(format: ExportFormat): boolean {
  return (folderExportFormats as readonly ExportFormat[]).includes(format)
}

/**
 * Writes rows in the format that is asked for, with a manifest, in bounded memory: rows are pulled only as fast as the
 * disk takes them. Everything is written under a temporary name beside the target, flushed to the disk, and renamed
 * when it is whole; after an error or a cancel nothing is left and an existing target is as before.
 *
 * @throws FewlabelError `export-target-exists`, `disk-full`, `io-failed` (place missing or not writable),
 *   `source-not-found` (an original is missing), `cancelled`, and whatever the rows throw.
 */
export async function writeExport(
  job: ExportJob,
  { onProgress, signal, openOutput }: WriteOptions = {},
): Promise<ExportReport> {
  const started = performance.now()
  const { request } = job
  const kind = isFolderFormat(request.format) ? 'folder' : 'file'
  const counts = new RowCounts(
    job.classes,
    job.parts.map(({ name }) => name),
  )
  let reported = started
  async function* counted(): AsyncGenerator<ExportRow> {
    for await (const row of job.rows) {
      signal?.throwIfAborted()
      yield row
      counts.add(row)
      const now = performance.now()
      if (now - reported < millisecondsBetweenReports) continue
      reported = now
      onProgress?.({ done: counts.rows, total: job.total })
    }
  }
  try {
    signal?.throwIfAborted()
    const target = await prepareTarget(request.out, kind, request.overwrite)
    const output = new ExportOutput(target.partial, basename(target.out), openOutput)
    try {
      const countedJob = { ...job, rows: counted() }
      const writer = await writers[request.format]()
      await writer.write(countedJob, output)
      const beside = kind === 'file' ? output.name : null
      if (request.croissant)
        await writeCroissant(job, output, beside === null ? 'croissant.json' : beside + croissantEnding)
      const files = await writeManifest(
        job,
        counts,
        output,
        beside === null ? 'manifest.json' : beside + manifestEnding,
      )
      await output.finish()
      signal?.throwIfAborted()
      await commitTarget(
        target,
        output.files().map(({ name }) => name),
      )
      onProgress?.({ done: counts.rows, total: job.total })
      return {
        rows: counts.rows,
        out: target.out,
        format: request.format,
        bySource: counts.bySource,
        excluded: job.excluded,
        parts: counts.parts,
        notices: job.notices,
        files,
        seconds: (performance.now() - started) / 1000,
      }
    } catch (error) {
      await output.abandon()
      await discardTarget(target)
      throw error
    }
  } catch (error) {
    if (signal?.aborted) {
      throw new FewlabelError(
        'cancelled',
        `The export of ${job.project.name} was cancelled; nothing was written.`,
        {},
        { cause: error },
      )
    }
    throw exportError(error, request.out)
  }
}
