import { FewlabelError } from '../contract/errors.ts'
import { type Snapshot, snapshotFactsSchema } from '../contract/snapshots.ts'
import type { ProjectConnection } from './connection.ts'

type StoredSnapshot = Omit<Snapshot, 'facts'> & { facts: string }

const columns = `SELECT id, name, note, annotator, taken_at AS takenAt, last_event AS lastEvent, samples,
  run_id AS runId, sorted, facts, sha256 FROM snapshots`

/** Named versions of labels and model. They are never changed or removed; the file itself refuses it. */
export class SnapshotStore {
  readonly #connection: ProjectConnection

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Newest first. */
  list(): Snapshot[] {
    return this.#connection.read(() =>
      this.#connection.statement<[], StoredSnapshot>(`${columns} ORDER BY id DESC`).all().map(toSnapshot),
    )
  }

  get(id: number): Snapshot {
    const stored = this.#connection.read(() =>
      this.#connection.statement<[number], StoredSnapshot>(`${columns} WHERE id = ?`).get(id),
    )
    if (stored) return toSnapshot(stored)
    throw new FewlabelError('not-found', `There is no snapshot ${id}.`, { found: String(id) })
  }

  /** By its name or, where none is called so, its number. */
  find(name: string): Snapshot {
    const all = this.list()
    const found = all.find((each) => each.name === name) ?? all.find(({ id }) => String(id) === name)
    if (found) return found
    throw new FewlabelError('not-found', `There is no snapshot “${name}”.`, {
      expected:
        all.length === 0 ? 'a snapshot, but none was taken yet' : all.map((each) => each.name).join(', '),
      found: name,
    })
  }

  /** Throws where the name is taken. */
  requireFree(name: string): void {
    if (!this.list().some((each) => each.name === name)) return
    throw new FewlabelError('bad-request', `There is a snapshot “${name}” already.`, {
      expected: 'a name that no other snapshot has: snapshots are never replaced',
      found: name,
      remedy: 'Choose another name.',
    })
  }

  add(snapshot: Omit<Snapshot, 'id'>): Snapshot {
    this.requireFree(snapshot.name)
    const { name, note, annotator, takenAt, lastEvent, samples, runId, sorted, facts, sha256 } = snapshot
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<(string | number | null)[]>(
            `INSERT INTO snapshots
              (name, note, annotator, taken_at, last_event, samples, run_id, sorted, facts, sha256)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            name,
            note,
            annotator,
            takenAt,
            lastEvent,
            samples,
            runId,
            sorted,
            JSON.stringify(facts),
            sha256,
          ).lastInsertRowid,
      ),
    )
    return this.get(id)
  }
}

function toSnapshot({ facts, ...rest }: StoredSnapshot): Snapshot {
  return { ...rest, facts: snapshotFactsSchema.parse(JSON.parse(facts)) }
}
