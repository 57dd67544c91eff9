import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const origin = {
  logId: '0123456789abcdef0123456789abcdef',
  projectName: 'birds',
  annotator: 'Ann',
  independent: true,
  drawn: false,
  madeAt: '2026-01-01T09:00:00.000Z',
  classIds: [3, 1],
}

describe('work in a project', () => {
  it('is kept: who is to label what, what was made and merged, until it is withdrawn', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 6 })
    const given = { choice: { from: 'share', share: 0.5 }, drawn: true, assignedBy: 'Lead' } as const
    const [ann, ben] = project.work.assign([
      { ...given, annotator: 'Ann', samples: [5, 1, 3] },
      { ...given, annotator: 'Ben', samples: [2] },
    ])
    project.work.recordPackage(ann, { logId: origin.logId, fileName: 'Ann.fewlabel-work', independent: true })
    const merge = {
      fileName: 'Ann.fewlabel-work',
      annotator: 'Ann',
      mergedBy: 'Lead',
      taken: 2,
      known: 1,
      disputed: 0,
    }
    project.work.recordMerge({ ...merge, logId: origin.logId, batchId: null })
    project.close()

    const again = Project.open(file, { holder: 'test' })
    expect(again.work.assignments().map((one) => [one.annotator, one.package?.fileName ?? null])).toEqual([
      ['Ann', 'Ann.fewlabel-work'],
      ['Ben', null],
    ])
    expect([...again.work.samplesOf(ann)]).toEqual([1, 3, 5])
    expect(again.work.merges()).toMatchObject([merge])
    again.work.withdraw(ben)
    expect(again.work.assignments().map(({ annotator }) => annotator)).toEqual(['Ann'])
    expect(again.work.origin()).toBeNull()
    // All assignments or none.
    expect(() => again.work.assign([{ ...given, annotator: 'Cleo', samples: [1, 99] }])).toThrow()
    expect(again.work.assignments()).toHaveLength(1)
    again.close()
  })

  it('that is a package says where it comes from, and is refused where that makes no sense', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 1 })
    project.work.setOrigin(origin)
    expect(project.work.origin()).toEqual(origin)
    expect(project.summary().work).toEqual({ annotator: 'Ann', projectName: 'birds', independent: true })
    project.close()
    const database = new Database(file)
    database.prepare('UPDATE work_origin SET class_ids = ?').run('["x"]')
    database.close()
    const again = Project.open(file, { holder: 'test' })
    expect(errorOf(() => again.work.origin())).toMatchObject({ code: 'project-damaged' })
    again.close()
  })
})
