import { afterAll, describe, expect, it } from 'vitest'
import { TestFolder, testProject } from '../project/testing/fixture.ts'
import { LabelingService } from './labeling-service.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

function openService() {
  const project = testProject(folder.file(), { samples: 20, classes: ['cat', 'dog'] })
  const who = { annotator: 'ann' }
  const service = new LabelingService({ project, annotator: () => who.annotator, publish: () => {} })
  const asked = () => project.labels.events().map((event) => event.asked)
  return { project, who, service, asked, labels: project.labels }
}

describe('labels', () => {
  it('keep how their sample came to be asked', () => {
    const { project, service, asked, labels } = openService()
    const [drawn, other, passedOver] = service.audit.next(3).map((ordinal) => ordinal + 1)
    for (const id of [drawn, other, passedOver]) service.audit.served(id)
    const [chosen, picked, more] = service.audit
      .next(6)
      .slice(3)
      .map((ordinal) => ordinal + 1)
    service.audit.served(chosen, 'chosen')

    service.label([drawn], 1)
    service.label([chosen], 1)
    service.label([picked], 1)
    // With others in a selection it was not answered as a question, …
    service.label([other, more], 1)
    // … and a second thought is not an answer, either.
    service.label([drawn], 2)
    service.label([drawn], 1, { review: true })
    service.skip([passedOver])
    expect(asked()).toEqual(['audit', 'chosen', null, null, null, 'review', 'audit'])
    expect(labels.askedCounts()).toEqual({ audit: 1, chosen: 1, review: 1 })
    expect(labels.auditLabels()).toEqual([{ ordinal: drawn - 1, classId: 1, eventId: 1 }])
    expect(labels.skippedAudits()).toBe(1)
    project.close()
  })

  it('that are taken back are asked again', () => {
    const { project, service, asked } = openService()
    const [first, second] = service.audit.next(2)
    service.audit.served(first + 1)
    service.label([first + 1], 1)
    expect(service.audit.next(1)).toEqual([second])
    service.undo()
    expect(service.audit.next(1)).toEqual([first])
    service.label([first + 1], 2)
    service.clear([first + 1])
    expect(service.audit.next(1)).toEqual([first])
    expect(asked()).toEqual(['audit', null, 'audit', null])
    project.close()
  })

  it('by somebody else are opinions, also when they agree', () => {
    const { project, service, labels, who } = openService()
    service.label([1, 2], 1)
    who.annotator = 'bob'
    expect(service.label([1], 1)).toMatchObject({ kind: 'label', touched: 1, changed: 0 })
    service.label([2], 2)
    expect(labels.opinions(1)).toMatchObject([
      { annotator: 'ann', classId: 1 },
      { annotator: 'bob', classId: 1 },
    ])
    expect([Array.from(labels.shared()), Array.from(labels.disputes())]).toEqual([[0, 1], [1]])
    service.undo()
    service.undo()
    expect([labels.opinions(1), Array.from(labels.shared())]).toMatchObject([[{ annotator: 'ann' }], []])
    project.close()
  })

  it('taken over from elsewhere answer no question', () => {
    const { project, service, asked } = openService()
    service.audit.served(1)
    service.takeIn(
      [{ kind: 'label', annotator: 'eve', classId: 1, samples: [1], at: new Date().toISOString() }],
      { kind: 'file', name: 'labels.csv' },
    )
    expect(asked()).toEqual([null])
    project.close()
  })
})
