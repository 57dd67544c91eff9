import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { findCommitted, stepOf, stepWords, undoneIn } from './history-steps.ts'

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

  it('does not claim to know about undo and redo', () => {
    expect(findCommitted({ kind: 'undo' }, [], 0)).toBe('unclear')
  })
})

describe('stepWords', () => {
  it('is short', () => {
    expect(stepWords(entry(1))).toBe('1 sample')
    expect(stepWords({ kind: 'bulk', samples: 1412 })).toBe('1,412 samples')
    expect(stepWords({ kind: 'unflag', samples: 2 })).toBe('2 samples unflagged')
  })
})
