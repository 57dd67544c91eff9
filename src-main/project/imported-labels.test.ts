import { afterAll, describe, expect, it } from 'vitest'
import type { GivenLabel } from '../contract/data.ts'
import { ImportedLabels } from './imported-labels.ts'
import { Project } from './project.ts'
import { errorOf, smallImages, TestFolder, testProject, testSample } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const details = { source: '/data/birds.csv', format: 'csv', shape: smallImages, recipe: null } as const

function given(name: string, annotator = 'eve', at: string | null = '2025-03-01T10:00:00Z'): GivenLabel {
  return { name, annotator, at }
}

describe('labels that come with the samples of an import', () => {
  it('are in the log with their authors and times, as one step that can be taken back', () => {
    const project = testProject(folder.file(), { samples: 2, classes: ['Owl'] })
    project.labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [1] })
    const transaction = project.beginImport({ ...details, annotator: 'ann' })
    const rows = [[given('owl'), given('jay', 'bob')], [given('jay', ' ', null)], [], [given(' ')]]
    rows.forEach((labels, i) => void transaction.add(testSample(i + 2, { labels })))
    // A sample that is there already brings nothing along.
    transaction.add(testSample(0, { labels: [given('jay')] }))
    expect(transaction.commit()).toEqual({
      imported: 4,
      labels: 3,
      labelAnnotators: ['bob', 'eve', 'imported'],
    })

    const { labels, classes } = project
    expect(classes.list().map(({ name, hotkey }) => [name, hotkey])).toEqual([
      ['Owl', '1'],
      ['jay', '2'],
    ])
    expect(Array.from(labels.current().labels)).toEqual([1, 0, 2, 2, 0, 0])
    expect(labels.opinions(3).map(({ annotator, classId }) => [annotator, classId])).toEqual([
      ['eve', 1],
      ['bob', 2],
    ])
    expect(labels.origin(3)).toMatchObject({ annotator: 'bob', at: '2025-03-01T10:00:00.000Z', asked: null })
    expect(labels.origin(4)?.annotator).toBe('imported')
    expect(labels.askedCounts()).toEqual({ audit: 0, chosen: 0, review: 0 })
    expect(labels.history({ limit: 1 })[0]).toMatchObject({
      kind: 'batch',
      annotator: 'ann',
      samples: 2,
      firstSample: 3,
      batch: { kind: 'import', name: 'birds.csv', people: ['bob', 'eve', 'imported'] },
    })
    expect(labels.undo('ann')).toMatchObject({ steps: -1, batch: { name: 'birds.csv' } })
    expect([Array.from(labels.current().labels), labels.canUndo]).toEqual([[1, 0, 0, 0, 0, 0], true])
    labels.redo('ann')
    project.close()
    const again = Project.open(project.path, { holder: 'the test' })
    expect(Array.from(again.labels.current().labels)).toEqual([1, 0, 2, 2, 0, 0])
    again.close()
  })

  it('go with the samples when the import is given up, and so do their classes', () => {
    const project = testProject(folder.file(), { samples: 1 })
    const transaction = project.beginImport(details)
    transaction.add(testSample(1, { labels: [given('owl')] }))
    transaction.rollback()
    const failing = project.beginImport(details)
    failing.add(testSample(1, { labels: [given('x'.repeat(201))] }))
    expect(errorOf(() => failing.commit()).code).toBe('bad-request')
    expect([project.samples.count(), project.classes.list(), project.labels.eventCount()]).toEqual([1, [], 0])
    project.close()
    const again = Project.open(project.path, { holder: 'the test' })
    expect([again.samples.count(), again.classes.list()]).toEqual([1, []])
    again.close()
  })

  it('are few steps however many they are', () => {
    const labels = new ImportedLabels()
    for (let sample = 1; sample <= 60_000; sample++) labels.add(sample, [given(`class ${sample % 10}`)])
    const classIds = new Map(labels.classNames.map((name, i) => [name, i + 1]))
    const steps = labels.steps(classIds, '')
    expect([labels.count, steps.length, steps[0].samples.length]).toEqual([60_000, 10, 6000])
  })

  it('are refused where they are no classes', () => {
    const labels = new ImportedLabels()
    const work = () => {
      for (let sample = 1; sample <= 2000; sample++) labels.add(sample, [given(`note ${sample}`)])
    }
    expect(errorOf(work)).toMatchObject({ code: 'source-unsupported', expected: 'at most 1,000 classes' })
  })
})
