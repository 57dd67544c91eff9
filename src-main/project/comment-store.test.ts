import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

describe('comments', () => {
  it('belong to a sample, oldest first, and survive a restart', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 12 })
    project.comments.add(11, 'ann', ' Is this a seal?\n')
    project.comments.add(2, 'bob', 'Blurred.')
    const answer = project.comments.add(11, 'bob', 'A sea lion.')
    expect(answer).toMatchObject({ id: 3, sample: 11, annotator: 'bob', text: 'A sea lion.' })
    const said = (open: Project) => [
      open.comments.list(11).map(({ annotator, text }) => `${annotator}: ${text}`),
      [11, 2, 1].map((sample) => open.comments.count(sample)),
      Array.from(open.comments.samplesWithComments()),
    ]
    const expected = [
      ['ann: Is this a seal?', 'bob: A sea lion.'],
      [2, 1, 0],
      [2, 11],
    ]
    expect(said(project)).toEqual(expected)
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(said(again)).toEqual(expected)
    again.close()
  })

  it('are not deleted when they are removed', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 1 })
    const { comments } = project
    const { id } = comments.add(1, 'ann', 'First.')
    comments.add(1, 'ann', 'Second.')
    expect(comments.remove(id)).toMatchObject({ sample: 1, text: 'First.' })
    expect([comments.list(1).map(({ text }) => text), comments.count(1)]).toEqual([['Second.'], 1])
    comments.remove(2)
    expect([comments.count(1), comments.samplesWithComments()]).toEqual([0, new Int32Array(0)])
    expect(errorOf(() => comments.remove(id)).code).toBe('not-found')
    project.close()
    const database = new Database(file)
    expect(database.prepare('SELECT text FROM sample_comments ORDER BY id').pluck().all()).toEqual([
      'First.',
      'Second.',
    ])
    for (const sql of ['DELETE FROM sample_comments', `UPDATE sample_comments SET text = 'Third.'`]) {
      expect(() => database.exec(sql)).toThrow(/comments are kept/)
    }
    database.close()
  })

  it('say something, about a sample that is there', () => {
    const project = testProject(folder.file(), { samples: 1 })
    const { comments } = project
    expect(errorOf(() => comments.add(1, 'ann', ' ')).code).toBe('bad-request')
    expect(errorOf(() => comments.add(1, 'ann', 'x'.repeat(2001))).code).toBe('bad-request')
    expect(errorOf(() => comments.add(2, 'ann', 'x')).code).toBe('sample-not-found')
    expect(errorOf(() => comments.list(0)).code).toBe('sample-not-found')
    project.close()
  })
})
