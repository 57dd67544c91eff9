import { describe, expect, it } from 'vitest'
import type { QueueItem } from '../../../../src-main/contract/window.ts'
import { longestAddress } from '../../../lib/trpc.ts'
import { blankSample } from '../testing/blank-sample.ts'
import {
  canAct,
  committed,
  committedAll,
  emptyQueue,
  excluded,
  goTo,
  offer,
  rewind,
  step,
  typed,
} from './queue-list.ts'

const items = (...ids: number[]): QueueItem[] =>
  ids.map((id) => ({
    sample: blankSample(id),
    reason: { kind: 'random' },
    effect: null,
  }))
const ids = (list: { items: readonly QueueItem[] }) => list.items.map((item) => item.sample.id)
const start = offer(emptyQueue, items(1, 2, 3, 4, 5, 6))

describe('the queue', () => {
  it('goes on past all samples of a selection', () => {
    expect(committedAll(start, new Set([2, 1, 9])).shown).toBe(2)
    expect(committedAll(start, new Set([3]))).toBe(start)
  })

  it('goes on when a label is committed, not before', () => {
    const pressed = typed(start)
    expect(pressed).toMatchObject({ shown: 0, cursor: 1 })
    expect(committed(pressed, 1)).toMatchObject({ shown: 1, cursor: 1 })
  })

  it('gives each of several quick keys a sample of its own, in order', () => {
    let list = start
    const labeled: number[] = []
    for (let key = 0; key < 3; key++) {
      expect(canAct(list)).toBe(true)
      labeled.push(list.items[list.cursor].sample.id)
      list = typed(list)
    }
    expect(labeled).toEqual([1, 2, 3])
    for (const id of labeled) list = committed(list, id)
    expect(list).toMatchObject({ shown: 3, cursor: 3 })
  })

  it('does not let keys run further ahead than can be seen', () => {
    let list = start
    for (let key = 0; key < 5; key++) list = typed(list)
    expect(canAct(list)).toBe(false)
    expect(canAct(committed(list, 1))).toBe(true)
  })

  it('takes new picks but keeps what is seen and loaded already', () => {
    const list = committed(typed(start), 1)
    expect(excluded(list)).toEqual([1, 2, 3, 4])
    expect(ids(offer(list, items(9, 3, 8)))).toEqual([1, 2, 3, 4, 9, 8])
  })

  it('can still be asked for more after thousands of samples', () => {
    const line = Array.from({ length: 5000 }, (_, place) => 9_000_000 + place)
    const list = goTo(offer(goTo(offer(emptyQueue, items(...line)), 9_004_999), []), 9_004_990)
    const exclude = excluded(list)
    expect(exclude.at(-1)).toBe(9_004_992)
    const input = encodeURIComponent(
      JSON.stringify({ 0: { count: 8, strategy: 'between-clusters', exclude } }),
    )
    expect(`/rpc/labeling.queue?batch=1&input=${input}`.length).toBeLessThan(longestAddress)
  })

  it('keeps the samples that keys have run ahead to', () => {
    const ahead = typed(typed(start))
    expect(ids(offer(ahead, items(9)))).toEqual([1, 2, 3, 4, 5, 9])
  })

  it('steps back and on without saying anything', () => {
    const list = committed(typed(start), 1)
    const back = step(list, -1)
    expect(back).toMatchObject({ shown: 0, cursor: 0 })
    expect(step(back, -1)).toBe(back)
    expect(step(back, 1)).toMatchObject({ shown: 1, cursor: 1 })
  })

  it('returns to the sample on screen after a failure', () => {
    expect(rewind(typed(typed(start)))).toMatchObject({ shown: 0, cursor: 0 })
    expect(rewind(start)).toBe(start)
  })

  it('goes to a sample an undo was about, when it is in the line', () => {
    const list = committed(typed(start), 1)
    expect(goTo(list, 1)).toMatchObject({ shown: 0, cursor: 0 })
    expect(goTo(list, 77)).toBe(list)
  })

  it('ends when everything in it is done', () => {
    const list = committed(typed(offer(emptyQueue, items(1))), 1)
    expect(list).toMatchObject({ shown: 1, cursor: 1 })
    expect(canAct(list)).toBe(false)
    expect(committed(list, 1)).toBe(list)
  })
})
