import type { BatchKind } from '../contract/labeling.ts'
import type { ProjectConnection } from './connection.ts'
import type { NewLabelEvent } from './label-change.ts'

/** Steps that come in together, and are taken back together. */
export interface NewLabelBatch {
  kind: BatchKind
  /** Where they came from, as people know it. */
  name: string
  /** Who takes them in. */
  annotator: string
}

export interface LabelBatch extends NewLabelBatch {
  id: number
  /** ISO 8601, UTC. */
  at: string
  /** Whose steps they are. */
  people: string[]
  /** Samples they touch, each once. */
  samples: number
}

/** A step that was said at another time or in another project; merges and splits never come in a batch. */
export interface BatchStep extends NewLabelEvent {
  at: string
  /** The log in which it was said, and its number there. */
  origin?: StepOrigin
}

export interface StepOrigin {
  logId: string
  eventId: number
}

interface StoredBatch extends Omit<LabelBatch, 'people'> {
  people: string
}

const batchColumns = 'SELECT id, kind, name, annotator, people, at, samples FROM label_batches'

/** Writes a batch without its steps, inside a transaction of the caller's. */
export function insertBatch(
  connection: ProjectConnection,
  { kind, name, annotator }: NewLabelBatch,
  steps: readonly BatchStep[],
): LabelBatch {
  const at = new Date().toISOString()
  const people = [...new Set(steps.map((step) => step.annotator))].sort()
  const touched = new Set<number>()
  for (const { samples } of steps) for (let i = 0; i < samples.length; i++) touched.add(samples[i])
  const { lastInsertRowid } = connection
    .statement<(string | number)[]>(
      'INSERT INTO label_batches (kind, name, annotator, people, at, samples) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(kind, name, annotator, JSON.stringify(people), at, touched.size)
  return { id: Number(lastInsertRowid), kind, name, annotator, people, at, samples: touched.size }
}

export function insertOrigin(
  connection: ProjectConnection,
  eventId: number,
  { logId, eventId: originId }: StepOrigin,
): void {
  connection
    .statement<[number, string, number]>(
      'INSERT INTO label_event_origins (event_id, log_id, origin_id) VALUES (?, ?, ?)',
    )
    .run(eventId, logId, originId)
}

/** All batches, oldest first. */
export function readBatches(connection: ProjectConnection): LabelBatch[] {
  return connection.statement<[], StoredBatch>(`${batchColumns} ORDER BY id`).all().map(toBatch)
}

export function readBatch(connection: ProjectConnection, id: number): LabelBatch | null {
  const stored = connection.statement<[number], StoredBatch>(`${batchColumns} WHERE id = ?`).get(id)
  return stored ? toBatch(stored) : null
}

/**
 * The steps that this log has not seen yet: neither taken in before, nor said in it and come back.
 *
 * @param identity this log's own
 */
export function unknownSteps(
  connection: ProjectConnection,
  identity: string,
  steps: readonly BatchStep[],
): BatchStep[] {
  const taken = connection.column<[string, number], number>(
    'SELECT 1 FROM label_event_origins WHERE log_id = ? AND origin_id = ?',
  )
  const own = connection.column<[number], number>('SELECT 1 FROM label_events WHERE id = ?')
  const seen = new Set<string>()
  return steps.filter(({ origin }) => {
    if (!origin) return true
    const { logId, eventId } = origin
    const key = `${logId}/${eventId}`
    if (seen.has(key) || taken.get(logId, eventId) !== undefined) return false
    seen.add(key)
    return logId !== identity || own.get(eventId) === undefined
  })
}

/** Where events of a range were said first; those missing were said in this log. */
export function readOrigins(
  connection: ProjectConnection,
  firstId: number,
  lastId: number,
): Map<number, StepOrigin> {
  const rows = connection
    .statement<[number, number], StepOrigin & { ownId: number }>(
      `SELECT event_id AS ownId, log_id AS logId, origin_id AS eventId FROM label_event_origins
        WHERE event_id BETWEEN ? AND ?`,
    )
    .all(firstId, lastId)
  return new Map(rows.map(({ ownId, ...origin }) => [ownId, origin]))
}

function toBatch({ people, ...batch }: StoredBatch): LabelBatch {
  return { ...batch, people: JSON.parse(people) as string[] }
}
