import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { findCommitted, stepOf, stepWords } from './history-steps.ts'

function entry(eventId: number, change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    eventId,
    at: '2026-01-01T00:00:00Z',
    annotator: 'anna',
    kind: 'label',
    classId: 1,
    samples: 1,
    firstSample: eventId * 10,
    undone: false,
    ...change,
  }
}

describe('stepOf', () => {
  it('finds the step that was just undone: the oldest of those undone', () => {
    const history = [entry(5, { undone: true }), entry(4, { undone: true }), entry(3), entry(2)]
    expect(stepOf('undo', history)?.eventId).toBe(4)
    expect(stepOf('undo', [entry(1, { undone: true })])?.eventId).toBe(1)
    expect(stepOf('undo', [entry(1)])).toBeNull()
  })

  it('finds the step that was just brought back', () => {
    expect(stepOf('redo', [entry(5, { undone: true }), entry(4), entry(3)])?.eventId).toBe(4)
    expect(stepOf('redo', [])).toBeNull()
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
