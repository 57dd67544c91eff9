import { describe, expect, it } from 'vitest'
import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import {
  agreeing,
  answersOf,
  beginCheck,
  boundAfter,
  giveClass,
  moveInRow,
  setClass,
  stageOf,
  toggleJunk,
} from './spot-check.ts'

const cat = 1
const dog = 2

function check(change: Partial<ClusterCheck> = {}): ClusterCheck {
  return {
    component: 17,
    open: 40,
    checked: 0,
    classes: [],
    purityAtLeast: null,
    needed: 8,
    offered: false,
    next: [],
    ...change,
  }
}

describe('a spot check', () => {
  const row = beginCheck(cat, [11, 12, 13, 14])

  it('labels the row with one press', () => {
    expect(answersOf(row)).toEqual([{ kind: 'label', samples: [11, 12, 13, 14], classId: cat }])
  })

  it('takes the first class key for all, later ones for the sample in focus', () => {
    const asked = beginCheck(null, [11, 12, 13])
    expect(answersOf(asked)).toEqual([])
    const said = giveClass(asked, cat)
    expect(said).toMatchObject({ classId: cat, focus: 0 })
    const marked = giveClass(said, dog)
    expect(marked.focus).toBe(1)
    expect(answersOf(marked)).toEqual([
      { kind: 'label', samples: [11], classId: dog },
      { kind: 'label', samples: [12, 13], classId: cat },
    ])
  })

  it('takes an exception back with the key of the class itself', () => {
    const marked = giveClass(row, dog)
    const back = giveClass(moveInRow(marked, 'move-left', 6), cat)
    expect(back.exceptions.size).toBe(0)
  })

  it('excludes junk', () => {
    const marked = toggleJunk(moveInRow(row, 'move-end', 6))
    expect(marked.focus).toBe(3)
    expect(agreeing(marked)).toEqual([11, 12, 13])
    expect(answersOf(marked)[0]).toEqual({ kind: 'exclude', samples: [14], excluded: true })
    expect(toggleJunk(marked).exceptions.size).toBe(0)
  })

  it('says nothing of the class itself where all are something else', () => {
    let all = beginCheck(cat, [11, 12])
    all = giveClass(giveClass(all, dog), dog)
    expect(answersOf(all)).toEqual([{ kind: 'label', samples: [11, 12], classId: dog }])
    expect(setClass(all, dog).exceptions.size).toBe(0)
  })

  it('moves inside the row', () => {
    const wide = beginCheck(cat, [1, 2, 3, 4, 5, 6, 7, 8])
    expect(moveInRow(wide, 'move-down', 6).focus).toBe(6)
    expect(moveInRow(wide, 'move-up', 6).focus).toBe(0)
    expect(moveInRow(moveInRow(wide, 'move-end', 6), 'move-right', 6).focus).toBe(7)
  })
})

describe('stageOf', () => {
  it('offers one key where enough agree with the class', () => {
    const agreed = check({ checked: 12, classes: [{ classId: cat, count: 12 }], offered: true })
    expect(stageOf(agreed, cat)).toBe('offered')
    expect(stageOf(agreed, null)).toBe('offered')
    expect(stageOf(agreed, dog)).toBe('mixed')
  })

  it('looks on while they are few, and tells of disagreement', () => {
    expect(stageOf(check(), cat)).toBe('looking')
    expect(stageOf(check({ checked: 3, classes: [{ classId: cat, count: 3 }] }), cat)).toBe('looking')
    const classes = [
      { classId: cat, count: 11 },
      { classId: dog, count: 1 },
    ]
    expect(stageOf(check({ checked: 12, classes }), cat)).toBe('mixed')
    expect(stageOf(check({ open: 0 }), cat)).toBe('done')
  })

  it('foresees the bound', () => {
    const agreed = check({ checked: 12, classes: [{ classId: cat, count: 12 }] })
    expect(boundAfter(agreed, cat, 12)).toBeCloseTo(0.05 ** (1 / 24), 9)
    expect(boundAfter(check(), cat, 12)).toBeCloseTo(0.05 ** (1 / 12), 9)
  })
})
