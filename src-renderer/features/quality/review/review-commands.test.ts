import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import type { LabelingAction } from '../../labeling/logic/labeling-action.ts'
import { blankSample } from '../../labeling/testing/blank-sample.ts'
import { listedItems, type ReviewItem } from '../logic/review-items.ts'
import { type Answered, type ReviewMoment, reviewCommands } from './review-commands.ts'

// What they name talks to the window, which is not there.
vi.mock('../../labeling/data/labeling-commands.ts', () => ({
  classOfHotkey: (_: unknown, hotkey: string) => (hotkey === '1' ? 7 : null),
  lookAtChanges: () => {},
  undo: (session: { act(action: LabelingAction): void }) => session.act({ kind: 'undo' }),
  redo: (session: { act(action: LabelingAction): void }) => session.act({ kind: 'redo' }),
}))

const blank = blankSample(4, { externalId: 'four', guess: { classId: 3, confidence: 0.3 } })
const label = { classId: 2, source: 'human' as const, annotator: 'anna' }

describe('reviewCommands', () => {
  let acted: LabelingAction[]
  let told: string[]
  let answered: Answered[]
  let moved: number[]
  let returned: string[]
  beforeEach(() => {
    acted = []
    told = []
    answered = []
    moved = []
    returned = []
  })

  function commandsFor(kind: Parameters<typeof listedItems>[0], view: Partial<SampleView>, failure = false) {
    const item: ReviewItem = listedItems(kind, [{ id: 4 }])[0]
    const session = {
      samples: { get: () => ({ view: { ...blank, ...view }, state: 'saved' }) },
      actions: { getState: () => ({ waiting: [], failure: failure ? {} : null }) },
      act: (action: LabelingAction) => acted.push(action),
      tell: (text: string) => told.push(text),
    } as unknown as ReviewMoment['session']
    return reviewCommands({
      session,
      item,
      index: 0,
      count: 3,
      moveTo: (index) => moved.push(index),
      answered,
      returnTo: (key) => returned.push(key),
    })
  }

  it('labels what nobody labeled as always, and settles what was said or passed over before', () => {
    commandsFor('low-confidence', {}).answerKey('1')
    commandsFor('low-confidence', { label }).answer(7)
    commandsFor('skipped', { skipped: true }).answer(7)
    expect(acted).toEqual([
      { kind: 'label', samples: [4], classId: 7 },
      { kind: 'label', samples: [4], classId: 7, review: true },
      { kind: 'label', samples: [4], classId: 7, review: true },
    ])
    expect(moved).toEqual([1, 1, 1])
  })

  it('agrees with the guess, takes the flag away, takes junk back in', () => {
    commandsFor('low-confidence', {}).accept()
    commandsFor('flagged', { flagged: true, label }).accept()
    commandsFor('excluded', { excluded: true }).accept()
    expect(acted).toEqual([
      { kind: 'label', samples: [4], classId: 3 },
      { kind: 'flag', samples: [4], flagged: false },
      { kind: 'exclude', samples: [4], excluded: false },
    ])
  })

  it('takes the flag away with an answer, and takes both back with one undo', () => {
    const commands = commandsFor('flagged', { flagged: true })
    commands.answer(7)
    expect(acted.map(({ kind }) => kind)).toEqual(['label', 'flag'])
    commands.undo()
    expect(acted.slice(2)).toEqual([{ kind: 'undo' }, { kind: 'undo' }])
    expect(returned).toEqual(['flagged-4'])
    commands.undo()
    expect(acted).toHaveLength(5)
  })

  it('takes back one step at a time what was flagged or passed over after an answer of two steps', () => {
    commandsFor('flagged', { flagged: true }).answer(7)
    commandsFor('commented', {}).skip()
    const commands = commandsFor('commented', {})
    commands.flag()
    acted.length = 0
    for (const steps of [1, 2, 4]) {
      commands.undo()
      expect(acted).toHaveLength(steps)
    }
    expect(returned).toEqual(['commented-4', 'commented-4', 'flagged-4'])
  })

  it('says so where there is nothing to accept, or the last answer is not saved', () => {
    commandsFor('commented', {}).accept()
    commandsFor('flagged', { flagged: true }, true).answer(7)
    expect(acted).toEqual([])
    expect(told).toHaveLength(2)
    expect(answered).toEqual([])
  })
})
