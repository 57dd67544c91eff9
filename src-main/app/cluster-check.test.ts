import { describe, expect, it } from 'vitest'
import { sourceBulk, sourceHuman } from '../project/label-state.ts'
import { checkMembers, membersNeeded, seenAtOnce } from './cluster-check.ts'

/** Members 0, 1, 2, …, each as a letter: a, b labeled one by one; s in a large selection; A, B in bulk; x excluded; . open. */
function members(letters: string) {
  const of = (values: (letter: string) => number) => Array.from(letters, values)
  return {
    order: letters.split('').map((_, place) => place),
    labels: of((letter) => ({ a: 1, s: 1, A: 1, b: 2, B: 2 })[letter] ?? 0),
    sources: of((letter) => (/[abs]/.test(letter) ? sourceHuman : /[AB]/.test(letter) ? sourceBulk : 0)),
    together: (place: number) => (letters[place] === 's' ? seenAtOnce + 1 : 1),
    excluded: of((letter) => (letter === 'x' ? 1 : 0)),
  }
}

describe('the check of a cluster', () => {
  it('offers one key when enough members at the beginning of the order agree', () => {
    expect(checkMembers(members('aaaaaaa......'), 3)).toEqual({
      open: 6,
      checked: 7,
      classes: [{ classId: 1, count: 7 }],
      purityAtLeast: expect.closeTo(0.652, 3),
      offered: false,
      next: [7, 8, 9],
    })
    const { offered, purityAtLeast } = checkMembers(members('aaaaaaaa.....'), 3)
    expect({ offered, purityAtLeast }).toEqual({ offered: true, purityAtLeast: expect.closeTo(0.688, 3) })
    expect(membersNeeded).toBe(8)
  })

  it('offers none when one of them differs', () => {
    const { classes, offered } = checkMembers(members('aaaabaaaaaaa...'), 1)
    expect({ classes, offered }).toEqual({
      classes: [
        { classId: 1, count: 11 },
        { classId: 2, count: 1 },
      ],
      offered: false,
    })
  })

  it('passes over junk, and counts only a beginning without gaps', () => {
    expect(checkMembers(members('xaxab.aaaaaaaaaa'), 2)).toMatchObject({ checked: 3, open: 1, next: [5] })
  })

  it('takes a label of the whole cluster for no look at its members', () => {
    expect(checkMembers(members('aaAAAA..'), 4)).toMatchObject({ checked: 2, open: 2, next: [2, 3, 4, 5] })
  })

  it('takes a large selection for no look at each of its samples', () => {
    expect(checkMembers(members('aasssssss..'), 2)).toMatchObject({
      checked: 2,
      next: [2, 3],
      offered: false,
    })
  })

  it('knows nothing before the first look', () => {
    expect(checkMembers(members('....'), 8)).toMatchObject({ checked: 0, purityAtLeast: null, classes: [] })
    expect(checkMembers(members(''), 8)).toMatchObject({ open: 0, offered: false, next: [] })
  })
})
