import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Forecast } from '../contract/quality.ts'
import type { SessionState } from '../contract/session.ts'
import { TestFolder, testProject } from '../project/testing/fixture.ts'
import { SessionService } from './session-service.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

function openSession(forecast: Forecast | null = null) {
  const project = testProject(folder.file(), { samples: 30, classes: ['cat'] })
  const told: SessionState[] = []
  const who = { annotator: 'ann' }
  const session = new SessionService({
    project,
    annotator: () => who.annotator,
    forecast: () => forecast,
    publish: (state) => told.push(state),
  })
  const label = (...samples: number[]) =>
    project.labels.append({ kind: 'label', classId: 1, annotator: who.annotator, samples })
  const close = () => {
    session.close()
    project.close()
  }
  return { project, session, told, who, label, close }
}

describe('a session', () => {
  it('counts what was labeled and not undone, for the one who sits there', () => {
    const { project, session, who, label, close } = openSession()
    label(1)
    label(2, 3)
    project.labels.undo('ann')
    project.labels.append({ kind: 'bulk', classId: 1, annotator: 'ann', samples: [4, 5, 6] })
    expect(session.state()).toMatchObject({ annotator: 'ann', today: 1, daysInARow: 1, perMinute: null })
    who.annotator = 'bob'
    expect(session.state()).toMatchObject({ annotator: 'bob', today: 0, daysInARow: 0 })
    close()
  })

  it('keeps a goal for everybody on their own', () => {
    const { session, told, who, close } = openSession()
    expect(session.setGoal(250).goal).toBe(250)
    expect(told.at(-1)?.goal).toBe(250)
    who.annotator = 'bob'
    expect(session.state().goal).toBeNull()
    who.annotator = 'ann'
    expect(session.setGoal(null).goal).toBeNull()
    close()
  })

  it('is told a moment after an action, once for several', async () => {
    const { session, told, label, close } = openSession()
    const before = told.length
    for (const sample of [1, 2, 3]) {
      label(sample)
      session.changed()
    }
    await expect.poll(() => told.length).toBe(before + 1)
    expect(told.at(-1)?.today).toBe(3)
    close()
  })

  it('is told nothing more once it is closed, whatever ends after it', async () => {
    const { project, session, told, label, close } = openSession()
    label(1)
    session.close()
    session.changed()
    const before = told.length
    const read = vi.spyOn(project.settings, 'get')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(read).not.toHaveBeenCalled()
    expect(told).toHaveLength(before)
    close()
  })

  it('says that nothing is left when the target is reached, and nothing where it cannot tell', () => {
    const reached = openSession({ state: 'reached' })
    expect(reached.session.state().minutesLeft).toEqual({ low: 0, high: 0 })
    reached.close()
    const unknown = openSession({ state: 'range', low: 10, high: null })
    expect(unknown.session.state().minutesLeft).toBeNull()
    unknown.close()
  })
})
