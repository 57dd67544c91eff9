import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { HistoryFeed } from './history-feed.ts'

/** The log, oldest first. */
let steps: number[] = []
let asked: { limit: number; before?: number }[] = []
let refuse = false

vi.mock('../../../lib/trpc.ts', () => ({
  trpc: {
    labeling: {
      history: {
        query: async (request: { limit: number; before?: number }) => {
          asked.push(request)
          if (refuse) throw new Error('no answer')
          const { limit, before = Number.POSITIVE_INFINITY } = request
          const older = steps.filter((eventId) => eventId < before)
          return older
            .slice(-limit)
            .reverse()
            .map((eventId) => ({ eventId }) as HistoryEntry)
        },
      },
    },
  },
}))

const shown = (feed: HistoryFeed) => feed.getState().entries.map(({ eventId }) => eventId)

describe('HistoryFeed', () => {
  let feed: HistoryFeed
  beforeEach(() => {
    steps = Array.from({ length: 1200 }, (_, index) => index + 1)
    asked = []
    refuse = false
    feed = new HistoryFeed()
  })

  it('reads the newest steps, and on as somebody looks further back', async () => {
    await feed.read()
    expect(shown(feed)).toEqual(Array.from({ length: 50 }, (_, index) => 1200 - index))
    expect(feed.getState().complete).toBe(false)
    await feed.show(20)
    expect(shown(feed)).toHaveLength(70)
    await feed.show(10)
    expect(asked).toHaveLength(2)
  })

  it('reads as far as is looked at when the log moved, a few hundred at a time', async () => {
    await feed.read()
    await feed.show(1199)
    expect(shown(feed)).toHaveLength(1200)
    expect(feed.getState().complete).toBe(true)
    steps.push(1201)
    await feed.read()
    expect(shown(feed)).toEqual([...steps].reverse())
    expect(Math.max(...asked.map(({ limit }) => limit))).toBe(500)
  })

  it('knows the end of a short history', async () => {
    steps = [1, 2, 3]
    expect((await feed.read()).map(({ eventId }) => eventId)).toEqual([3, 2, 1])
    expect(feed.getState()).toMatchObject({ complete: true, error: null })
  })

  it('keeps what it has and tells of a failure', async () => {
    await feed.read()
    refuse = true
    await expect(feed.read()).rejects.toThrow()
    expect(feed.getState().entries).toHaveLength(50)
    expect(feed.getState().error).toBeInstanceOf(Error)
    refuse = false
    await feed.read()
    expect(feed.getState().error).toBeNull()
  })
})
