import { describe, expect, it } from 'vitest'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { blankSample } from '../testing/blank-sample.ts'
import { SampleStore } from './sample-store.ts'

const sample = (id: number, change: Partial<SampleView> = {}) =>
  blankSample(id, { guess: { classId: 9, confidence: 0.5 }, component: 1, responsibility: 0.9, ...change })

const human = (classId: number) => ({ classId, source: 'human' as const, annotator: 'anna' })

function storeOf(...views: SampleView[]): SampleStore {
  const store = new SampleStore()
  store.put(views, store.mark())
  return store
}

describe('SampleStore', () => {
  it('shows a label as saving at once, then as saved, then as the host tells it', () => {
    const store = storeOf(sample(1))
    const action = { kind: 'label' as const, samples: [1], classId: 2 }
    store.begin(7, action)
    expect(store.get(1)).toMatchObject({ state: 'saving', view: { label: { classId: 2, source: 'human' } } })
    store.commit(7, action)
    expect(store.get(1)).toMatchObject({ state: 'saved', view: { label: { classId: 2 } } })
    store.put([sample(1, { label: human(2), guess: null })], store.mark())
    expect(store.get(1)?.view).toEqual(sample(1, { label: human(2), guess: null }))
  })

  it('does not let an answer from before the commit take the label away', () => {
    const store = storeOf(sample(1))
    const action = { kind: 'label' as const, samples: [1], classId: 2 }
    const asked = store.mark()
    store.begin(1, action)
    store.commit(1, action)
    store.put([sample(1, { guess: { classId: 4, confidence: 0.7 } })], asked)
    expect(store.get(1)?.view.label?.classId).toBe(2)
    expect(store.get(1)?.view.guess?.classId).toBe(4)
  })

  it('ignores an answer that was asked for before the one it has', () => {
    const store = storeOf(sample(1), sample(2))
    const early = store.mark()
    const action = { kind: 'flag' as const, samples: [2], flagged: true }
    store.begin(1, action)
    store.commit(1, action)
    store.put([sample(1, { label: human(3) })], store.mark())
    store.put([sample(1)], early)
    expect(store.get(1)?.view.label?.classId).toBe(3)
  })

  it('rolls a failed action back visibly and shows it again when it is retried', () => {
    const store = storeOf(sample(1))
    const action = { kind: 'skip' as const, samples: [1] }
    store.begin(1, action)
    store.fail(1, action)
    expect(store.get(1)).toMatchObject({ state: 'failed', view: { skipped: false } })
    store.again(1, action)
    expect(store.get(1)).toMatchObject({ state: 'saving', view: { skipped: true } })
    store.drop(1, action)
    expect(store.get(1)).toMatchObject({ state: 'saved', view: { skipped: false } })
  })

  it('keeps later actions on a sample on top of earlier ones', () => {
    const store = storeOf(sample(1))
    const first = { kind: 'label' as const, samples: [1], classId: 2 }
    const second = { kind: 'label' as const, samples: [1], classId: 3 }
    store.begin(1, first)
    store.begin(2, second)
    store.commit(1, first)
    expect(store.get(1)).toMatchObject({ state: 'saving', view: { label: { classId: 3 } } })
  })

  it('tells only the listeners of what changed, and not when nothing did', () => {
    const store = storeOf(sample(1), sample(2))
    const heard: number[] = []
    store.subscribe(1, () => heard.push(1))
    const stop = store.subscribe(2, () => heard.push(2))
    store.begin(1, { kind: 'skip', samples: [1] })
    expect(heard).toEqual([1])
    const before = store.get(2)
    store.put([sample(2)], store.mark())
    expect(store.get(2)).toBe(before)
    expect(heard).toEqual([1])
    stop()
    store.begin(2, { kind: 'skip', samples: [2] })
    expect(heard).toEqual([1])
  })

  it('knows which samples on screen are out of date, also those that come back', () => {
    let asked = 0
    const store = new SampleStore(() => asked++)
    store.put([sample(1), sample(2)], store.mark())
    store.subscribe(1, () => {})
    expect(store.stale()).toEqual([])
    store.outdate()
    expect(store.stale()).toEqual([1])
    expect(asked).toBe(0)
    store.subscribe(2, () => {})
    expect(asked).toBe(1)
    expect(store.stale()).toEqual([1, 2])
    store.put([sample(1), sample(2)], store.mark())
    expect(store.stale()).toEqual([])
  })

  it('forgets what was shown least recently, but nothing on screen and nothing that is not saved', () => {
    let asked = 0
    const store = new SampleStore(() => asked++, 10)
    const known = (ids: number[]) => ids.filter((id) => store.get(id))
    store.put(
      [1, 2, 3, 4, 5, 6].map((id) => sample(id)),
      store.mark(),
    )
    store.subscribe(1, () => {})
    store.begin(1, { kind: 'label', samples: [2], classId: 3 })
    const saved = { kind: 'label' as const, samples: [3], classId: 3 }
    store.begin(2, saved)
    store.commit(2, saved)
    // Shown until just now.
    store.subscribe(4, () => {})()
    store.put(
      [7, 8, 9, 10, 11].map((id) => sample(id)),
      store.mark(),
    )
    expect(known([1, 2, 3, 4, 5, 6])).toEqual([1, 2, 3, 4, 5, 6])
    store.put(
      [12].map((id) => sample(id)),
      store.mark(),
    )
    expect(known([1, 2, 3, 4, 5, 6, 7, 12])).toEqual([1, 2, 4, 6, 7, 12])
    store.put(
      [13, 14].map((id) => sample(id)),
      store.mark(),
    )
    expect(known([1, 2, 4, 6, 7])).toEqual([1, 2, 7])

    // What comes back on screen is asked for anew.
    asked = 0
    store.subscribe(3, () => {})
    expect(asked).toBe(1)
    expect(store.stale()).toContain(3)
    store.commit(1, { kind: 'label', samples: [2], classId: 3 })
    store.put(
      [15, 16].map((id) => sample(id)),
      store.mark(),
    )
    expect(known([1, 2])).toEqual([1])
  })

  it('finds what a label for a whole cluster will touch', () => {
    const store = storeOf(sample(1), sample(2, { component: 5 }), sample(3, { label: human(1) }))
    expect(store.unlabeledOf(1)).toEqual([1])
    store.begin(1, { kind: 'label-cluster', component: 1, classId: 2, samples: [1] })
    expect(store.get(1)?.view.label).toMatchObject({ classId: 2, source: 'bulk' })
  })
})
