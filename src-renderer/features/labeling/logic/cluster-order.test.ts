import { describe, expect, it } from 'vitest'
import type { ClusterView } from '../../../../src-main/contract/labeling.ts'
import { isOrderStale, keepOrder, pendingMoves } from './cluster-order.ts'

const board = (...components: number[]): ClusterView[] =>
  components.map((component, index) => ({
    component,
    size: 10,
    labeled: 0,
    excluded: 0,
    splitFrom: null,
    uncertainty: 1,
    priority: 1 - index / 100,
    mix: [],
  }))

describe('the order of the board', () => {
  it('stays while somebody works, whatever the host thinks by now', () => {
    const shown = [3, 1, 2]
    expect(keepOrder(shown, board(1, 2, 3))).toBe(shown)
  })

  it('drops clusters that are gone and appends new ones', () => {
    expect(keepOrder([3, 1, 2], board(4, 2, 3, 5))).toEqual([3, 2, 4, 5])
    expect(keepOrder([], board(2, 1))).toEqual([2, 1])
  })

  it('puts the parts of a cluster right behind it', () => {
    const split = board(9, 3, 1, 2, 8).map((cluster) =>
      cluster.component > 7 ? { ...cluster, splitFrom: 1 } : cluster,
    )
    expect(keepOrder([3, 1, 2], split)).toEqual([3, 1, 8, 9, 2])
  })

  it('marks clusters that would move far', () => {
    const moves = pendingMoves([1, 2, 3, 4, 5], board(2, 3, 4, 5, 1))
    expect([...moves]).toEqual([[1, 4]])
    expect(pendingMoves([1, 2, 3, 4, 5], board(5, 1, 2, 3, 4)).get(5)).toBe(-4)
  })

  it('knows when sorting would change something', () => {
    expect(isOrderStale([1, 2], board(1, 2))).toBe(false)
    expect(isOrderStale([1, 2], board(2, 1))).toBe(true)
    expect(isOrderStale([1], board(1, 2))).toBe(true)
  })
})
