import { describe, expect, it } from 'vitest'
import { chosenOf, preselected, splitGroups, toggleGroup } from './split-choice.ts'

const groups = splitGroups([
  { id: 1, component: null },
  { id: 2, component: 7 },
  { id: 3, component: 12 },
  { id: 4, component: 7 },
  { id: 5, component: 7 },
  { id: 6, component: 12 },
  { id: 7, component: null },
  { id: 8, component: null },
  { id: 9, component: null },
])

describe('splitGroups', () => {
  it('goes by cluster, largest first, what is not sorted last', () => {
    expect(groups.map(({ component, samples }) => [component, samples])).toEqual([
      [7, [2, 4, 5]],
      [12, [3, 6]],
      [null, [1, 7, 8, 9]],
    ])
  })
})

describe('preselected', () => {
  it('is the largest group outside of the main cluster', () => {
    expect(preselected(groups)?.component).toBe(12)
    expect(preselected(groups.slice(0, 1))).toBeNull()
    expect(preselected(groups.slice(2))).toBeNull()
  })
})

describe('toggleGroup', () => {
  it('takes what is missing, then lets all go', () => {
    const some = new Set([2])
    expect(chosenOf(groups[0], some)).toBe('some')
    const all = toggleGroup(groups[0], some)
    expect(chosenOf(groups[0], all)).toBe('all')
    expect(toggleGroup(groups[0], all).size).toBe(0)
    expect(some).toEqual(new Set([2]))
  })
})
