import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { AuditLogReport, AuditLogRequest } from '../contract/work.ts'
import { exportError } from '../export/export-error.ts'
import { ExportOutput } from '../export/export-output.ts'
import { commitTarget, discardTarget, prepareTarget } from '../export/export-target.ts'
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
  let events = 0
  let rows = 0
  let last = 0
  async function* lines(): AsyncGenerator<string> {
    if (format === 'csv') yield csvLines([columns])
    // At the very moment up to which the rows are read: somebody may be labeling.
    const inEffect = new Set(Array.from(project.labels.stepsInEffect(), ({ action }) => action.id))
    for (const page of project.work.auditRows()) {
      const records = page.map((row) => recordOf(row, inEffect))
      yield format === 'csv'
        ? csvLines(records.map((record) => record.map(cellOf)))
        : records.map((record) => `${JSON.stringify(objectOf(record))}\n`).join('')
      for (const { event } of page) {
        if (event !== last) events++
        last = event
      }
      rows += page.length
      await nextTurn()
      if (signal?.aborted) throw new FewlabelError('cancelled', 'Stopped; nothing was written.')
    }
  }
  try {
    const target = await prepareTarget(out, 'file', overwrite)
    const output = new ExportOutput(target.partial, basename(target.out))
    try {
      await output.writeAll(output.name, lines())
      await output.finish()
      await commitTarget(target, [output.name])
    } catch (error) {
      await discardTarget(target)
      throw error
    }
    const [{ bytes, sha256 }] = output.files()
    return { out: target.out, events, rows, bytes, sha256 }
  } catch (error) {
    throw exportError(error, out)
  }
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
