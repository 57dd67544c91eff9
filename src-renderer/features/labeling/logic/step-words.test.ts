import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { stepWords } from './step-words.ts'

const name = (id: number) => ['', 'cat', 'animal'][id]
const words = (change: Partial<HistoryEntry>) =>
  stepWords(
    { kind: 'label', samples: 1, classId: null, mergedName: null, component: null, batch: null, ...change },
    name,
  )

describe('stepWords', () => {
  it('names every kind of step', () => {
    expect(words({ classId: 1 })).toBe('1 sample → cat')
    expect(words({ kind: 'bulk', samples: 38, classId: 1, component: 17 })).toBe(
      '38 samples → cat (cluster 17)',
    )
    expect(words({ kind: 'bulk', samples: 1412, classId: 1 })).toBe('1,412 samples → cat')
    expect(words({ kind: 'merge', classId: 2, mergedName: 'dog' })).toBe('Merged dog into animal')
    expect(words({ kind: 'split', component: 17 })).toBe('Split cluster 17')
    const batch = { kind: 'work' as const, name: 'eve.fewlabel-work', people: ['eve'] }
    expect(words({ kind: 'batch', samples: 2, batch })).toBe(
      'Work on 2 samples merged from “eve.fewlabel-work”',
    )
    expect(words({ kind: 'unflag', samples: 2 })).toBe('2 samples no longer flagged')
    expect(words({ kind: 'exclude', samples: 3 })).toBe('3 samples excluded')
    expect(words({ kind: 'include' })).toBe('1 sample taken back in')
  })
})
