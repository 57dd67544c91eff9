import { FewlabelError } from '../contract/errors.ts'
import { type Comment, commentSchema } from '../contract/labeling.ts'
import type { ProjectConnection } from './connection.ts'
import { requireSampleId } from './sample-checks.ts'

const columns = 'id, sample_id AS sample, annotator, at, text'

/** What people noted about samples, for each other. A comment that is removed stays in the file, marked as such. */
export class CommentStore {
  readonly #connection: ProjectConnection
  readonly #sampleCount: () => number
  /** Comments to be seen, by sample id. */
  readonly #counts = new Map<number, number>()

  constructor(connection: ProjectConnection, sampleCount: () => number) {
    this.#connection = connection
    this.#sampleCount = sampleCount
    const rows = connection.read(() =>
      connection
        .statement<[], { sample: number; count: number }>(
          `SELECT sample_id AS sample, count(*) AS count FROM sample_comments WHERE removed_at IS NULL
            GROUP BY sample_id`,
        )
        .all(),
    )
    for (const { sample, count } of rows) this.#counts.set(sample, count)
  }

  /** Durable on return. */
  add(sample: number, annotator: string, text: string): Comment {
    requireSampleId(sample, this.#sampleCount())
    const clean = text.trim()
    if (!commentSchema.shape.text.safeParse(clean).success) {
      throw new FewlabelError('bad-request', 'That is no comment.', {
        expected: '1 to 2,000 characters',
        found: clean === '' ? 'nothing' : `${clean.length} characters`,
      })
    }
    const at = new Date().toISOString()
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<[number, string, string, string]>(
            'INSERT INTO sample_comments (sample_id, annotator, at, text) VALUES (?, ?, ?, ?)',
          )
          .run(sample, annotator, at, clean).lastInsertRowid,
      ),
    )
    this.#counts.set(sample, this.count(sample) + 1)
    return { id, sample, annotator, at, text: clean }
  }

  /**
   * Comments from elsewhere, with their times and authors; those that are here already, removed or not, are left out.
   *
   * @returns how many came in
   */
  takeIn(comments: readonly Omit<Comment, 'id'>[]): number {
    const taken = this.#connection.write(() => {
      const insert = this.#connection.statement<[Omit<Comment, 'id'>]>(
        `INSERT INTO sample_comments (sample_id, annotator, at, text) SELECT $sample, $annotator, $at, $text
          WHERE NOT EXISTS (SELECT 1 FROM sample_comments
            WHERE sample_id = $sample AND annotator = $annotator AND at = $at AND text = $text)`,
      )
      return comments.filter(({ sample, annotator, at, text }) => {
        requireSampleId(sample, this.#sampleCount())
        return insert.run({ sample, annotator, at, text: commentSchema.shape.text.parse(text) }).changes > 0
      })
    })
    for (const { sample } of taken) this.#counts.set(sample, this.count(sample) + 1)
    return taken.length
  }

  /** Marks a comment, whosever it is, as removed; `not-found` where there is none to be seen. */
  remove(id: number): Comment {
    const comment = this.#connection.read(() =>
      this.#connection
        .statement<[number], Comment>(
          `SELECT ${columns} FROM sample_comments WHERE id = ? AND removed_at IS NULL`,
        )
        .get(id),
    )
    if (!comment) {
      throw new FewlabelError('not-found', 'This comment is not there any more.', { found: String(id) })
    }
    this.#connection.write(() =>
      this.#connection
        .statement<[string, number]>('UPDATE sample_comments SET removed_at = ? WHERE id = ?')
        .run(new Date().toISOString(), id),
    )
    const left = this.count(comment.sample) - 1
    if (left > 0) this.#counts.set(comment.sample, left)
    else this.#counts.delete(comment.sample)
    return comment
  }

  /** Comments on a sample, oldest first. */
  list(sample: number): Comment[] {
    requireSampleId(sample, this.#sampleCount())
    return this.#connection.read(() =>
      this.#connection
        .statement<[number], Comment>(
          `SELECT ${columns} FROM sample_comments WHERE sample_id = ? AND removed_at IS NULL ORDER BY id`,
        )
        .all(sample),
    )
  }

  /** Comments on a sample; from memory. */
  count(sample: number): number {
    return this.#counts.get(sample) ?? 0
  }

  /** Ids of the samples that have comments, in order. */
  samplesWithComments(): Int32Array {
    return Int32Array.from(this.#counts.keys()).sort()
  }
}
