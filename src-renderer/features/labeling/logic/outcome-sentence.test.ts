import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { outcomeWords, revisitWords } from './outcome-sentence.ts'

const name = (id: number) => (id === 1 ? 'cat' : '?')
const outcome = (touched: number, changed: number, summary = '', confident = 0, steps = 1) => ({
  touched,
  changed,
  confident,
  summary,
  steps,
})

describe('outcomeWords', () => {
  it('says what was labeled and how many guesses followed', () => {
    expect(outcomeWords({ kind: 'label', samples: [1], classId: 1 }, outcome(1, 1204), name)).toEqual({
      done: '1 sample → cat',
      changed: '1,204 samples changed',
    })
    const cluster = { kind: 'label-cluster' as const, component: 3, classId: 1, samples: [] }
    expect(outcomeWords(cluster, outcome(412, 1), name)).toEqual({
      done: '412 samples → cat',
      changed: '1 sample changed',
    })
  })

  it('says when nothing followed', () => {
    expect(outcomeWords({ kind: 'clear', samples: [1] }, outcome(1, 0), name).changed).toBe(
      'no other guess changed',
    )
    expect(outcomeWords({ kind: 'skip', samples: [1, 2] }, outcome(2, 0), name)).toEqual({
      done: '2 samples skipped',
      changed: null,
    })
  })

  it('says what became confident', () => {
    const action = { kind: 'label' as const, samples: [1], classId: 1 }
    expect(outcomeWords(action, outcome(1, 1204, '', 312), name).changed).toBe(
      '1,204 samples changed, 312 became confident',
    )
    expect(outcomeWords(action, outcome(1, 0, '', 312), name).changed).toBe('312 became confident')
  })

  it('says how much of a cluster was looked at', () => {
    const check = { checked: 12, agreed: 12, purityAtLeast: 0.7791 }
    const action = { kind: 'label-cluster' as const, component: 3, classId: 1, samples: [], check }
    expect(outcomeWords(action, outcome(38, 0), name).done).toBe(
      '38 samples → cat, at least 77% of the cluster are (12 of 12 looked at)',
    )
  })

  it('takes the words for undo and redo from the step, or from the host', () => {
    expect(outcomeWords({ kind: 'undo' }, outcome(412, 7, 'Undone: 412 samples → cat'), name)).toEqual({
      done: 'Undone: 412 samples → cat',
      changed: '7 samples changed',
    })
    const step = { kind: 'bulk', samples: 38, classId: 1, mergedName: null, component: 17 } as HistoryEntry
    expect(revisitWords('undo', step, outcome(38, 0), name)).toEqual({
      done: 'Undone: 38 samples → cat (cluster 17)',
      changed: null,
    })
  })

  it('names splits, merges, exclusions and journeys', () => {
    expect(outcomeWords({ kind: 'split', component: 17, parts: 2 }, outcome(0, 0), name).done).toBe(
      'Cluster 17 split into 2 parts',
    )
    expect(outcomeWords({ kind: 'merge', from: 2, into: 1 }, outcome(3, 0), name).done).toBe(
      'Merged ? into cat',
    )
    expect(outcomeWords({ kind: 'exclude', samples: [1], excluded: true }, outcome(1, 0), name).done).toBe(
      '1 sample excluded',
    )
    const travel = { kind: 'travel' as const, eventId: 4, from: 9 }
    const wentTo = (steps: number) => outcomeWords(travel, outcome(37, 0, '', 0, steps), name).done
    expect(wentTo(-37)).toBe('Went back 37 steps')
    expect(wentTo(1)).toBe('Went forward 1 step')
    expect(wentTo(0)).toBe('You are at that moment already')
  })
})
