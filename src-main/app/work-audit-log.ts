import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { AuditLogReport, AuditLogRequest } from '../contract/work.ts'
import { HashedFile } from '../export/export-output.ts'
import { openNew } from '../export/output-file.ts'
import { csvLines } from '../export/write-csv.ts'
import type { AuditRow } from '../project/audit-rows.ts'
import type { Project } from '../project/project.ts'

const columns = [
  'event',
  'origin_log',
  'origin_event',
  'kind',
  'at',
  'annotator',
  'class',
  'target',
  'asked',
  'in_effect',
  'batch',
  'detail',
  'sample',
  'id',
  'model_class',
  'model_confidence',
]

/**
 * Writes the whole label log, one row for every sample of every event, in constant memory: who said what and when, how the
 * sample came to be asked, what the model said then, and whether it is in effect. The file is there whole or not at all.
 */
export async function writeAuditLog(
  project: Project,
  { out, format, overwrite }: AuditLogRequest,
  signal?: AbortSignal,
): Promise<AuditLogReport> {
  if (existsSync(out) && !overwrite) {
    throw new FewlabelError('export-target-exists', 'There is a file of that name already.', {
      file: out,
      remedy: 'Choose another name, or allow the file to be replaced.',
    })
  }
  const inEffect = new Set<number>()
  for (const { action } of project.labels.stepsInEffect()) inEffect.add(action.id)
  const temporary = join(dirname(out), `.${basename(out)}.${process.pid}.part`)
  await rm(temporary, { force: true })
  let written = { bytes: 0, sha256: '' }
  const file = new HashedFile(await openNew(temporary), (facts) => {
    written = facts
  })
  let events = 0
  let rows = 0
  let last = 0
  try {
    if (format === 'csv') await file.write(csvLines([columns]))
    for (const page of project.work.auditRows()) {
      const records = page.map((row) => recordOf(row, inEffect))
      await file.write(
        format === 'csv'
          ? csvLines(records.map((record) => record.map(cellOf)))
          : records.map((record) => `${JSON.stringify(objectOf(record))}\n`).join(''),
      )
      for (const { event } of page) {
        if (event !== last) events++
        last = event
      }
      rows += page.length
      await nextTurn()
      if (signal?.aborted) throw new FewlabelError('cancelled', 'Stopped; nothing was written.')
    }
    await file.close()
    await rename(temporary, out)
  } catch (thrown) {
    await file.abandon().catch(() => {})
    await rm(temporary, { force: true })
    throw thrown
  }
  return { out, events, rows, ...written }
}

type Value = string | number | boolean | null

/** In the order of the columns. */
function recordOf(row: AuditRow, inEffect: ReadonlySet<number>): Value[] {
  const isStep = row.kind !== 'undo' && row.kind !== 'redo'
  return [
    row.event,
    row.originLog,
    row.originEvent,
    row.kind,
    row.at,
    row.annotator,
    row.className,
    row.target,
    row.asked,
    isStep ? inEffect.has(row.event) : null,
    row.batch,
    row.detail,
    row.sample,
    row.externalId,
    row.saidClass,
    row.saidConfidence,
  ]
}

function objectOf(record: readonly Value[]): Record<string, unknown> {
  const entries = columns.map((name, at): [string, unknown] => [name, record[at]])
  const object = Object.fromEntries(entries)
  if (typeof object.detail === 'string') object.detail = JSON.parse(object.detail)
  return object
}

function cellOf(value: Value): string | number | null {
  return typeof value === 'boolean' ? String(value) : value
}
