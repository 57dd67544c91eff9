import { asBytes } from './bytes.ts'
import type { ProjectConnection } from './connection.ts'

/** One array of an artifact; bytes as its maker lays them out. */
export interface ArtifactPart {
  name: string
  bytes: Uint8Array
}

export interface Artifact {
  header: unknown
  /** By name. Each starts at the beginning of its own buffer, so that any typed array can be laid over it. */
  parts: Map<string, Uint8Array>
}

/** Things computed from a training run that are slow to compute again, such as the decoder's graph. */
export class ArtifactStore {
  readonly #connection: ProjectConnection

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Keeps an artifact in place of the one of that run and name, in one transaction. `header` is JSON. */
  put(runId: number, name: string, version: number, header: unknown, parts: readonly ArtifactPart[]): void {
    this.#connection.write(() => {
      this.#connection
        .statement<[number, string]>('DELETE FROM artifacts WHERE run_id = ? AND name = ?')
        .run(runId, name)
      const { lastInsertRowid } = this.#connection
        .statement<[number, string, number, string]>(
          'INSERT INTO artifacts (run_id, name, version, header) VALUES (?, ?, ?, ?)',
        )
        .run(runId, name, version, JSON.stringify(header))
      const insert = this.#connection.statement<[number | bigint, string, Uint8Array]>(
        'INSERT INTO artifact_parts (artifact_id, name, bytes) VALUES (?, ?, ?)',
      )
      for (const part of parts) insert.run(lastInsertRowid, part.name, part.bytes)
    })
  }

  /** The artifact, or null when there is none of that version. */
  get(runId: number, name: string, version: number): Artifact | null {
    return this.#connection.read(() => {
      const row = this.#connection
        .statement<[number, string, number], { id: number; header: string }>(
          'SELECT id, header FROM artifacts WHERE run_id = ? AND name = ? AND version = ?',
        )
        .get(runId, name, version)
      if (!row) return null
      const parts = this.#connection
        .statement<[number], ArtifactPart>('SELECT name, bytes FROM artifact_parts WHERE artifact_id = ?')
        .all(row.id)
      return {
        header: JSON.parse(row.header),
        parts: new Map(parts.map(({ name, bytes }) => [name, alignToBuffer(bytes)])),
      }
    })
  }
}

function alignToBuffer(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 ? asBytes(bytes) : new Uint8Array(bytes)
}
