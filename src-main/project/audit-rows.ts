import type { ProjectConnection } from './connection.ts'

/** One sample of one event of the label log, as it is handed on; events that touch no sample have one row of their own. */
export interface AuditRow {
  event: number
  /** The log in which it was said first, and its number there; of events said here null. */
  originLog: string | null
  originEvent: number | null
  kind: string
  at: string
  annotator: string
  /** The class given, by its name now; of a merge the one that went. */
  className: string | null
  /** undo, redo: the event it is about. */
  target: number | null
  asked: string | null
  /** A flag's reason, what a merge or split is about; JSON. */
  detail: string | null
  /** What it came in with. */
  batch: string | null
  sample: number | null
  externalId: string | null
  /** What the model said at that moment. */
  saidClass: string | null
  saidConfidence: number | null
}

type EventRow = Omit<AuditRow, 'sample' | 'externalId' | 'saidClass' | 'saidConfidence'>
type SampleRow = Pick<AuditRow, 'sample' | 'externalId' | 'saidClass' | 'saidConfidence'>

const pageSize = 1000
const noSample: SampleRow = { sample: null, externalId: null, saidClass: null, saidConfidence: null }

/**
 * The whole log, oldest first, in pages: a bulk label may touch a million samples, and writes go on in between. Events
 * that come in meanwhile are not in it.
 */
export function* auditRows(connection: ProjectConnection): Generator<AuditRow[]> {
  const events = connection.statement<[number, number], EventRow>(
    `SELECT label_events.id AS event, log_id AS originLog, origin_id AS originEvent, label_events.kind AS kind,
      label_events.at AS at, label_events.annotator AS annotator, classes.name AS className, target_id AS target,
      asked, detail, label_batches.name AS batch
      FROM label_events LEFT JOIN classes ON classes.id = class_id
      LEFT JOIN label_event_origins ON event_id = label_events.id
      LEFT JOIN label_batches ON label_batches.id = batch_id
      WHERE label_events.id > ? AND label_events.id <= ? ORDER BY label_events.id LIMIT ${pageSize}`,
  )
  const samples = connection.statement<[number, number], SampleRow & { sample: number }>(
    `SELECT sample_id AS sample, external_id AS externalId, classes.name AS saidClass,
      said_confidence AS saidConfidence FROM label_event_samples JOIN samples ON samples.id = sample_id
      LEFT JOIN classes ON classes.id = said_class_id
      WHERE event_id = ? AND sample_id > ? ORDER BY sample_id LIMIT ${pageSize}`,
  )
  const last = connection.read(
    () => connection.column<[], number>('SELECT coalesce(max(id), 0) FROM label_events').get() as number,
  )
  let page: AuditRow[] = []
  let after = 0
  for (;;) {
    const found = connection.read(() => events.all(after, last))
    if (found.length === 0) break
    for (const event of found) {
      let from = 0
      for (;;) {
        const touched = connection.read(() => samples.all(event.event, from))
        if (touched.length === 0 && from === 0) page.push({ ...event, ...noSample })
        for (const row of touched) page.push({ ...event, ...row })
        if (page.length >= pageSize) {
          yield page
          page = []
        }
        if (touched.length < pageSize) break
        from = touched[touched.length - 1].sample
      }
    }
    after = found[found.length - 1].event
  }
  if (page.length > 0) yield page
}
