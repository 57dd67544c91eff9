import { FewlabelError } from '../contract/errors.ts'
import type { CurvePoint } from '../contract/quality.ts'
import type { ProjectConnection } from './connection.ts'

/** A point of the learning curve and the run whose posteriors it was taken with. */
export interface NewCurvePoint extends CurvePoint {
  runId: number
}

/** After so many milliseconds points are on the disk. */
const writtenAfter = 1000

interface Row extends Omit<CurvePoint, 'accuracy'> {
  value: number | null
  low: number | null
  high: number | null
}

/**
 * What was known after each label. A point is derived from labels that are on the disk already and nobody waits for
 * it, so points are gathered and written together a moment later: a crash may cost the last ones, and no label has
 * to wait for a second sync of the disk.
 */
export class LearningCurveStore {
  readonly #connection: ProjectConnection
  #pending: NewCurvePoint[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Of several points for one event the first one stays. */
  append(point: NewCurvePoint): void {
    if (this.#pending.some(({ eventId }) => eventId === point.eventId)) return
    this.#pending.push(point)
    this.#timer ??= setTimeout(() => this.flush(), writtenAfter).unref()
  }

  /**
   * The last `limit` points (all of them where absent), oldest first, those not written yet included; of one run where
   * it is named.
   */
  points(limit = Number.MAX_SAFE_INTEGER, ofRun: number | null = null): CurvePoint[] {
    const written = this.#connection.read(() =>
      this.#connection
        .statement<[number | null, number], Row>(
          `SELECT event_id AS eventId, labeled, audits, value, low, high, confidence, changed
            FROM learning_curve WHERE run_id = coalesce(?, run_id) ORDER BY event_id DESC LIMIT ?`,
        )
        .all(ofRun, limit),
    )
    const points = new Map<number, CurvePoint>()
    for (const { runId, ...point } of this.#pending) {
      if (ofRun === null || runId === ofRun) points.set(point.eventId, point)
    }
    for (const { value, low, high, ...rest } of written) {
      const accuracy = value === null || low === null || high === null ? null : { value, low, high }
      points.set(rest.eventId, { ...rest, accuracy })
    }
    return [...points.values()].sort((a, b) => a.eventId - b.eventId).slice(-limit)
  }

  /** Writes what has gathered; while the project is busy or its disk full, it goes on gathering. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#pending.length === 0) return
    try {
      this.#connection.write(() => this.#insertPending())
      this.#pending = []
    } catch (thrown) {
      // Whoever labels next is told what is wrong; nobody waits for a point of the curve.
      if (!(thrown instanceof FewlabelError)) throw thrown
    }
  }

  #insertPending(): void {
    const insert = this.#connection.statement<(number | null)[]>(
      `INSERT INTO learning_curve
        (event_id, run_id, labeled, audits, value, low, high, confidence, changed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING`,
    )
    for (const { eventId, runId, labeled, audits, accuracy, confidence, changed } of this.#pending) {
      const { value = null, low = null, high = null } = accuracy ?? {}
      insert.run(eventId, runId, labeled, audits, value, low, high, confidence, changed)
    }
  }
}
