import { describe, expect, it } from 'vitest'
import { outcomeWords } from './outcome-sentence.ts'

const name = (id: number) => (id === 1 ? 'cat' : '?')
const outcome = (touched: number, changed: number, summary = '') => ({ touched, changed, summary })

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

  it('takes the words for undo and redo from the host', () => {
    expect(outcomeWords({ kind: 'undo' }, outcome(412, 7, 'Undone: 412 samples → cat'), name)).toEqual({
      done: 'Undone: 412 samples → cat',
      changed: '7 samples changed',
    })
  })
})
