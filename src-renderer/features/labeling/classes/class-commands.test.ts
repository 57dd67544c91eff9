import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reason, SampleView } from '../../../../src-main/contract/labeling.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { sampleInFocus, toggleGuideline } from './class-commands.ts'
import { closeClassPicker, useClassPicker } from './class-picker-store.ts'
import { closeGuideline, useGuideline } from './guideline-store.ts'

vi.stubGlobal('document', { activeElement: null })

type View = Pick<SampleView, 'label' | 'guess'>
const guessed: View = { label: null, guess: { classId: 3, confidence: 0.9 } }
const labeled: View = { ...guessed, label: { classId: 2, source: 'human', annotator: 'anna' } }

function sessionWith({
  mode = 'clusters',
  view = guessed,
  reason = { kind: 'random' },
  chosen = [],
}: {
  mode?: 'clusters' | 'queue' | 'map'
  view?: View
  reason?: Reason
  chosen?: number[]
}): LabelingSession {
  const selection = { focus: 1, anchor: 1, chosen: new Set(chosen) }
  const members = { idAt: (place: number) => [40, 41, 42][place] }
  return {
    view: { getState: () => ({ mode, members, selection, mapFocus: 43 }) },
    queue: { getState: () => ({ list: { items: [{ sample: { id: 44 }, reason }], shown: 0 } }) },
    samples: { get: () => ({ view, state: 'saved' }) },
    classes: () => [{ id: 2 }, { id: 3 }],
    tell: () => {},
  } as unknown as LabelingSession
}

describe('sampleInFocus', () => {
  it('is the one in focus, or the only one that is chosen', () => {
    expect(sampleInFocus(sessionWith({}))).toBe(41)
    expect(sampleInFocus(sessionWith({ mode: 'map' }))).toBe(43)
    expect(sampleInFocus(sessionWith({ mode: 'queue' }))).toBe(44)
    expect(sampleInFocus(sessionWith({ chosen: [42] }))).toBe(42)
    expect(sampleInFocus(sessionWith({ chosen: [40, 42] }))).toBeUndefined()
  })
})

describe('toggleGuideline', () => {
  beforeEach(() => {
    closeGuideline()
    closeClassPicker()
  })
  const shown = () => useGuideline.getState().classId

  it('shows the class a sample has, else the one it is guessed to be, and closes again', () => {
    toggleGuideline(sessionWith({ view: labeled }))
    expect(shown()).toBe(2)
    toggleGuideline(sessionWith({ view: labeled }))
    expect(shown()).toBeNull()
    toggleGuideline(sessionWith({}))
    expect(shown()).toBe(3)
  })

  it('does not give the guess of an audit question away, and asks which class instead', () => {
    toggleGuideline(sessionWith({ mode: 'queue', reason: { kind: 'audit' } }))
    expect(shown()).toBeNull()
    expect(useClassPicker.getState().use).toBe('guideline')
    toggleGuideline(sessionWith({ mode: 'queue', reason: { kind: 'audit' }, view: labeled }))
    expect(shown()).toBe(2)
  })
})
