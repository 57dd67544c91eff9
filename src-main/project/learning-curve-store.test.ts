import Database from 'better-sqlite3'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import type { NewCurvePoint } from './learning-curve-store.ts'
import { Project } from './project.ts'
import { smallImages, TestFolder, testConfig, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())
afterEach(() => {
  vi.useRealTimers()
})

/** A project with some labels, and a point for each of them. */
function curveProject(labels: number) {
  const project = testProject(folder.file(), { samples: labels, classes: ['cat'] })
  const runId = project.runs.create(testConfig).id
  const point = (eventId: number, changes: Partial<NewCurvePoint> = {}): NewCurvePoint => ({
    eventId,
    runId,
    labeled: eventId,
    audits: 0,
    accuracy: null,
    confidence: 0.5,
    changed: 0.25,
    ...changes,
  })
  for (let sample = 1; sample <= labels; sample++) {
    project.labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [sample] })
  }
  return { project, point }
}

const eventsOf = ({ curve }: Project, limit?: number) => curve.points(limit).map(({ eventId }) => eventId)

describe('the learning curve', () => {
  it('gives points at once and keeps them', () => {
    const { project, point } = curveProject(3)
    const { runId, ...known } = point(2, { accuracy: { value: 0.9, low: 0.8, high: 0.95 }, audits: 20 })
    project.curve.append(point(1))
    project.curve.append({ runId, ...known })
    expect(project.curve.points()[1]).toEqual(known)
    project.curve.flush()
    project.curve.append(point(3))
    expect([eventsOf(project), eventsOf(project, 2)]).toEqual([
      [1, 2, 3],
      [2, 3],
    ])
    project.close()

    const again = Project.open(project.path, { holder: 'the test' })
    expect(again.curve.points()).toMatchObject([{ eventId: 1, accuracy: null }, known, { eventId: 3 }])
    again.close()
  })

  it('tells the points of one run from those of others', () => {
    const { project, point } = curveProject(3)
    const later = project.runs.create(testConfig).id
    project.curve.append(point(1))
    project.curve.append(point(2, { runId: later }))
    project.curve.flush()
    project.curve.append(point(3, { runId: later }))
    const ofLater = project.curve.points(undefined, later).map(({ eventId }) => eventId)
    expect([ofLater, eventsOf(project)]).toEqual([
      [2, 3],
      [1, 2, 3],
    ])
    project.close()
  })

  it('keeps the first point of an event', () => {
    const { project, point } = curveProject(1)
    project.curve.append(point(1, { confidence: 0.1 }))
    project.curve.append(point(1, { confidence: 0.2 }))
    project.curve.flush()
    project.curve.append(point(1, { confidence: 0.3 }))
    expect(project.curve.points().map(({ confidence }) => confidence)).toEqual([0.1])
    project.close()
  })

  it('writes a moment later, all at once, and waits while the project is busy', () => {
    vi.useFakeTimers()
    const { project, point } = curveProject(3)
    const reader = new Database(project.path, { readonly: true })
    const inFile = () => reader.prepare('SELECT count(*) FROM learning_curve').pluck().get()
    project.curve.append(point(1))
    expect(inFile()).toBe(0)
    vi.advanceTimersByTime(2000)
    expect(inFile()).toBe(1)

    const held = project.beginImport({ source: 'test', format: 'idx', shape: smallImages, recipe: null })
    project.curve.append(point(2))
    vi.advanceTimersByTime(2000)
    held.rollback()
    expect([inFile(), eventsOf(project)]).toEqual([1, [1, 2]])
    project.curve.append(point(3))
    vi.advanceTimersByTime(2000)
    expect(inFile()).toBe(3)
    reader.close()
    project.close()
  })
})
