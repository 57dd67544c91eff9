import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { currentStep, findCommitted, stepOf, undoneIn } from './history-steps.ts'

function entry(eventId: number, change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    eventId,
    at: '2026-01-01T00:00:00Z',
    annotator: 'anna',
    kind: 'label',
    classId: 1,
    samples: 1,
    firstSample: eventId * 10,
    mergedName: null,
    component: null,
    reason: null,
    batch: null,
    undone: false,
    redoable: false,
    ...change,
  }
}

describe('stepOf', () => {
  const undone = { undone: true }

  it('finds the step that was undone, not one that was cut off before', () => {
    // 3 was undone, then 4 and 5 were done, then 5 was undone.
    const before = undoneIn([entry(5), entry(4), entry(3, undone)])
    const after = [entry(5, undone), entry(4), entry(3, undone)]
    expect(stepOf('undo', before, after)?.eventId).toBe(5)
    expect(
      stepOf('undo', undoneIn(after), [entry(5, undone), entry(4, undone), entry(3, undone)])?.eventId,
    ).toBe(4)
  })

  it('leaves out what was cut off so long ago that it had not been read', () => {
    // 3 was cut off; somebody looked further back between two undos.
    const after = [entry(6), entry(5, undone), entry(4), entry(3, undone)]
    expect(stepOf('undo', undoneIn([entry(6), entry(5)]), after, 5)?.eventId).toBe(5)
  })

  it('takes the last of several undos that came in quickly', () => {
    expect(stepOf('undo', new Set(), [entry(5, undone), entry(4, undone), entry(3)])?.eventId).toBe(4)
    expect(stepOf('undo', new Set([4, 5]), [entry(5, undone), entry(4, undone), entry(3)])).toBeNull()
  })

  it('finds the step that was brought back', () => {
    const before = new Set([3, 4, 5])
    expect(stepOf('redo', before, [entry(5, undone), entry(4), entry(3, undone)])?.eventId).toBe(4)
    expect(stepOf('redo', before, [entry(5), entry(4), entry(3, undone)])?.eventId).toBe(5)
  })
})

describe('findCommitted', () => {
  const label = { kind: 'label' as const, samples: [90], classId: 1 }

  it('recognises an action by what it did, among events newer than the last one known', () => {
    expect(findCommitted(label, [entry(9), entry(8)], 8)).toBe('committed')
    expect(findCommitted(label, [entry(9), entry(8)], 9)).toBe('absent')
    expect(findCommitted({ ...label, classId: 2 }, [entry(9)], 8)).toBe('absent')
    expect(findCommitted({ ...label, samples: [90, 91] }, [entry(9)], 8)).toBe('absent')
  })

  it('tells flags from unflags and whole clusters from selections', () => {
    const flag = { kind: 'flag' as const, samples: [90], flagged: false }
    expect(findCommitted(flag, [entry(9, { kind: 'unflag', classId: null })], 8)).toBe('committed')
    expect(findCommitted(flag, [entry(9, { kind: 'flag', classId: null })], 8)).toBe('absent')
    const cluster = { kind: 'label-cluster' as const, component: 1, classId: 1, samples: [] }
    expect(findCommitted(cluster, [entry(9, { kind: 'bulk', samples: 400 })], 8)).toBe('committed')
    expect(findCommitted(cluster, [entry(9)], 8)).toBe('absent')
  })

  it('tells exclusions, splits and merges', () => {
    const exclude = { kind: 'exclude' as const, samples: [90], excluded: true }
    expect(findCommitted(exclude, [entry(9, { kind: 'exclude', classId: null })], 8)).toBe('committed')
    expect(findCommitted(exclude, [entry(9, { kind: 'include', classId: null })], 8)).toBe('absent')
    const split = { kind: 'split' as const, component: 17, parts: 2 }
    expect(findCommitted(split, [entry(9, { kind: 'split', component: 17 })], 8)).toBe('committed')
    expect(findCommitted(split, [entry(9, { kind: 'split', component: 4 })], 8)).toBe('absent')
    const merge = { kind: 'merge' as const, from: 2, into: 1 }
    expect(findCommitted(merge, [entry(9, { kind: 'merge' })], 8)).toBe('committed')
  })

  it('sends a journey again: twice to a moment is the same moment', () => {
    expect(findCommitted({ kind: 'travel', eventId: 4, from: 9 }, [], 0)).toBe('absent')
  })

  it('does not claim to know about undo and redo', () => {
    expect(findCommitted({ kind: 'undo' }, [], 0)).toBe('unclear')
  })
})

describe('the present moment', () => {
  // 5 and 4 were undone and can be brought back; 3 was cut off; the project stands after 2.
  const back = { undone: true, redoable: true }
  const history = [entry(5, back), entry(4, back), entry(3, { undone: true }), entry(2), entry(1)]

  it('knows where the project stands', () => {
    expect(currentStep(history)).toBe(2)
    expect(currentStep([entry(1, back)])).toBeNull()
  })
})
