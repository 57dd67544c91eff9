import type { ExportReport } from '../contract/export.ts'
import type { ExportOutput } from './export-output.ts'
import type { ExportJob } from './export-writer.ts'
import type { RowCounts } from './row-counts.ts'

/**
 * What the export is: by which program, of what, chosen how, and every file with its sum, by which it can be checked
 * as `sha256sum` would. The paths of this machine stay out of it.
 */
export async function writeManifest(
  job: ExportJob,
  counts: RowCounts,
  output: ExportOutput,
  name: string,
): Promise<ExportReport['files']> {
  const first: ExportReport['files'] = []
  async function* text(): AsyncGenerator<string> {
    const head = JSON.stringify(manifestHead(job, counts), null, 2)
    yield `${head.slice(0, -2)},\n  "files": [`
    let separator = ''
    for await (const file of output.everything()) {
      if (first.length < mostInReport) first.push({ ...file })
      yield `${separator}\n    ${JSON.stringify(file)}`
      separator = ','
    }
    yield '\n  ]\n}\n'
  }
  await output.writeAll(name, text())
  return first
}

/** Files that a report names. */
const mostInReport = 1000

function manifestHead(job: ExportJob, counts: RowCounts) {
  const { format, sources, minConfidence, filter, split, withSamples } = job.request
  return {
    program: job.program,
    project: job.project.name,
    snapshot: job.snapshot,
    exportedAt: new Date().toISOString(),
    format,
    request: { sources, minConfidence, filter, split, withSamples },
    rows: counts.rows,
    bySource: counts.bySource,
    excluded: job.excluded,
    parts: counts.parts,
    classes: counts.classes(),
    model: job.model,
    accuracy: job.accuracy,
    notices: job.notices,
  }
}
