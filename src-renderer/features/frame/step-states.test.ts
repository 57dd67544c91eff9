import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../lib/live-state.ts'
import { firstStep, stepStates } from './step-states.ts'

const project = {
  path: '/p.fewlabel',
  name: 'p',
  samples: 5000,
  labels: 0,
  classes: 0,
  trained: false,
  hasTruth: false,
  onShare: false,
  work: null,
  inputShape: null,
  bytes: 0,
}
const live: LiveState = {
  connection: 'live',
  project,
  engine: null,
  import: null,
  training: null,
  labeling: null,
  quality: null,
  neighbourhood: null,
  map: null,
  session: null,
  export: null,
}

describe('step states', () => {
  it('says what is done and what is next', () => {
    const states = stepStates(live)
    expect(states.data).toEqual({ mark: 'done', text: '5,000 samples' })
    expect(states.training).toEqual({ mark: 'todo', text: 'Not trained' })
    expect(states.label.text).toBe('After training')
  })

  it('shows how far an import is, also when its size is unknown', () => {
    const progress = { done: 2500, total: 5000, imported: 2500, duplicates: 0, failed: 0, secondsLeft: 3 }
    const importing = { state: 'running' as const, request: null, progress, report: null, error: null }
    expect(stepStates({ ...live, import: importing }).data.text).toBe('Importing 50%')
    const unknown = { ...importing, progress: { ...progress, total: null } }
    expect(stepStates({ ...live, import: unknown }).data.text).toBe('Importing…')
  })

  it('shows accuracy as an interval, and how much is missing before there is one', () => {
    const advice = { stop: false, rules: [] }
    const forecast = { state: 'reached' as const }
    const trained = { ...live, project: { ...project, trained: true } }
    const quality = {
      target: 0.95,
      audits: 7,
      accuracy: { state: 'too-early' as const, audits: 7, needed: 20 },
      forecast,
      advice,
    }
    expect(stepStates(trained).quality.text).toBe('After training')
    expect(stepStates({ ...trained, quality }).quality).toEqual({ mark: 'todo', text: '7 of 20 audits' })
    const accuracy = {
      state: 'known' as const,
      method: 'beta' as const,
      audits: 40,
      value: 0.962,
      low: 0.941,
      high: 0.978,
    }
    const known = { ...quality, accuracy, advice: { stop: true, rules: [] } }
    expect(stepStates({ ...trained, quality: known }).quality).toEqual({
      mark: 'done',
      text: '94–98% right',
    })
  })

  it('begins an opened project where its work is', () => {
    expect(firstStep({ samples: 0, trained: false, work: null })).toBe('data')
    expect(firstStep({ samples: 10, trained: false, work: null })).toBe('training')
    expect(firstStep({ samples: 10, trained: true, work: null })).toBe('label')
    // A package is there to be labeled, with a model or without.
    const work = { annotator: 'Ann', projectName: 'p', independent: true }
    expect(firstStep({ samples: 10, trained: false, work })).toBe('label')
    const states = stepStates({ ...live, project: { ...project, work } })
    expect(states.training).toEqual({ mark: 'done', text: 'Without guesses' })
  })
})
