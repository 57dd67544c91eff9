import Database from 'better-sqlite3'
import { initialMigration } from '../migrations/001-initial.ts'
import { createFile } from '../project-file.ts'

/**
 * Writes a project as the first format had it: five samples; ann labels 1 and 2 as cat, bob labels 2 as kitten, ann
 * gives 3 and 4 with their cluster the class kitten, flags 5, unflags it and takes that back; kitten was merged into
 * feline.
 */
export function writeVersion1Project(file: string): void {
  createFile(file, 'first', [initialMigration])
  const database = new Database(file)
  const at = '2026-01-02T03:04:05.000Z'
  database.pragma('foreign_keys = ON')
  database
    .prepare(`UPDATE project SET input_shape = '{"kind":"image","side":4,"channels":1}', recipe = NULL`)
    .run()
  database
    .prepare(`INSERT INTO imports VALUES (1, 'somewhere', 'idx', NULL, ?, 5)`)
    .run('2026-01-01T00:00:00.000Z')
  for (let id = 1; id <= 5; id++) {
    database.prepare('INSERT INTO samples VALUES (?, 1, ?, NULL)').run(id, `sample-${id}`)
    database.prepare('INSERT INTO sample_hashes VALUES (?, ?)').run(Buffer.alloc(32, id), id)
    database.prepare('INSERT INTO sample_inputs VALUES (?, ?)').run(id, Buffer.alloc(16, id))
  }
  const classes = ['cat', 'kitten', 'feline']
  classes.forEach((name, i) => {
    database
      .prepare('INSERT INTO classes VALUES (?, ?, ?, ?, NULL, ?, NULL, NULL)')
      .run(i + 1, name, name, '#102030', at)
  })
  const events: [
    kind: string,
    classId: number | null,
    target: number | null,
    by: string,
    samples: number[],
  ][] = [
    ['label', 1, null, 'ann', [1, 2]],
    ['label', 2, null, 'bob', [2]],
    ['bulk', 2, null, 'ann', [3, 4]],
    ['flag', null, null, 'ann', [5]],
    ['unflag', null, null, 'ann', [5]],
    ['undo', null, 5, 'ann', []],
  ]
  events.forEach(([kind, classId, target, annotator, samples], i) => {
    database
      .prepare('INSERT INTO label_events VALUES (?, ?, ?, ?, ?, ?)')
      .run(i + 1, kind, classId, target, annotator, at)
    for (const sample of samples) {
      database.prepare('INSERT INTO label_event_samples VALUES (?, ?, NULL, NULL)').run(i + 1, sample)
    }
  })
  database.prepare('UPDATE classes SET merged_into = 3, merged_at = ? WHERE id = 2').run(at)
  database.close()
}
