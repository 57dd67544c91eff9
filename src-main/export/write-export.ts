import { FewlabelError } from '../contract/errors.ts'
import type { ExportProgress, ExportReport, ExportRequest, ExportRow } from '../contract/export.ts'
import { exportError } from './export-error.ts'
import { type ExportPicture, writeClassFolders } from './export-folder.ts'
import { commitTarget, discardTarget, prepareTarget } from './export-target.ts'
import { csvText, type ExportRows, jsonLines } from './export-text.ts'
import { type OpenOutput, writeText } from './whole-file.ts'

export interface ExportContext {
  /** In the order of the rows' probabilities. */
  classNames: string[]
  /** Rows to come, for the progress. */
  total: number
  /** Samples that are not among the rows because people excluded them, for the report. */
  excluded: number
  project: { name: string }
  /** Asked for the folder export only, once per row. */
  picture(sampleId: number): Promise<ExportPicture>
  onProgress?(progress: ExportProgress): void
  signal?: AbortSignal
  /** How a file export is opened; tests put a failing disk here. */
  openOutput?: OpenOutput
}

const millisecondsBetweenReports = 100

/**
 * Writes rows to a CSV or JSON Lines file or to a folder of class folders, in bounded memory: rows are pulled only
 * as fast as the disk takes them. Everything is written under a temporary name beside the target, flushed to the
 * disk, and renamed when it is whole; after an error or a cancel nothing is left and an existing target is as before.
 *
 * @throws FewlabelError `export-target-exists`, `disk-full`, `io-failed` (place missing or not writable),
 *   `source-not-found` (an original is missing), `cancelled`, and whatever the rows throw.
 */
export async function writeExport(
  request: ExportRequest,
  rows: ExportRows,
  context: ExportContext,
): Promise<ExportReport> {
  const started = performance.now()
  const { classNames, signal } = context
  const bySource = { human: 0, bulk: 0, model: 0 }
  let done = 0
  let reported = started

  async function* counted(): AsyncGenerator<ExportRow> {
    for await (const row of rows) {
      signal?.throwIfAborted()
      yield row
      done++
      bySource[row.labelSource]++
      const now = performance.now()
      if (now - reported < millisecondsBetweenReports) continue
      reported = now
      context.onProgress?.({ done, total: context.total })
    }
  }

  try {
    signal?.throwIfAborted()
    const target = await prepareTarget(request.out, request.overwrite && request.format !== 'folder')
    try {
      if (request.format === 'folder') {
        await writeClassFolders(target.partial, counted(), classNames, context.picture)
      } else {
        const text =
          request.format === 'csv' ? csvText(counted(), classNames) : jsonLines(counted(), classNames)
        await writeText(target.partial, text, context.openOutput)
      }
      signal?.throwIfAborted()
      await commitTarget(target, request.format === 'folder' ? 'folder' : 'file')
    } catch (error) {
      await discardTarget(target)
      throw error
    }
    context.onProgress?.({ done, total: context.total })
    return {
      rows: done,
      out: target.out,
      format: request.format,
      bySource,
      excluded: context.excluded,
      seconds: (performance.now() - started) / 1000,
    }
  } catch (error) {
    if (signal?.aborted) {
      throw new FewlabelError(
        'cancelled',
        `The export of ${context.project.name} was cancelled; nothing was written.`,
        {},
        { cause: error },
      )
    }
    throw exportError(error, request.out)
  }
}
