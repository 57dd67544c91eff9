import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ActionQueueState, QueuedAction } from '../../labeling/logic/action-queue.ts'
import { MapMarks } from '../logic/marks.ts'
import { MarkFeed } from './mark-feed.ts'

/** A line of actions as the session has it, and a host whose answers come when told. */
function stage() {
  let state: ActionQueueState = { waiting: [], failure: null }
  const listeners = new Set<() => void>()
  const answers: ((marks: MapMarks) => void)[] = []
  const shown: MapMarks[] = []
  const set = (change: Partial<ActionQueueState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const feed = new MarkFeed({
    read: () => new Promise((resolve) => answers.push(resolve)),
    actions: {
      getState: () => state,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    onChange: (marks) => shown.push(marks),
    onError: () => {},
  })
  const answer = async () => {
    answers.shift()?.(new MapMarks(new Uint8Array(24), []))
    await vi.advanceTimersByTimeAsync(0)
  }
  return { feed, shown, answers, answer, set, state: () => state }
}

const label = (ticket: number, sample: number): QueuedAction => ({
  ticket,
  action: { kind: 'label', samples: [sample], classId: 5 },
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('shows a label before the host has answered, and reads anew when it is committed', async () => {
  const { feed, shown, answers, answer, set } = stage()
  await answer()
  set({ waiting: [label(1, 2)] })
  expect(shown.at(-1)?.classOf(1)).toBe(5)
  expect(answers).toHaveLength(0)
  set({ waiting: [] })
  await vi.advanceTimersByTimeAsync(2000)
  expect(answers).toHaveLength(1)
  feed.end()
})

it('does not take back what was typed while an answer was under way', async () => {
  const { feed, shown, answer, set } = stage()
  set({ waiting: [label(1, 1)] })
  set({ waiting: [] })
  await answer()
  expect(shown.at(-1)?.classOf(0)).toBe(5)
  await vi.advanceTimersByTimeAsync(2000)
  await answer()
  expect(shown.at(-1)?.classOf(0)).toBe(0)
  feed.end()
})

it('takes back what could not be saved', async () => {
  const { feed, shown, answer, set } = stage()
  await answer()
  const failed = label(1, 3)
  set({ waiting: [failed] })
  expect(shown.at(-1)?.classOf(2)).toBe(5)
  set({ failure: { queued: failed, error: new Error('refused') } })
  await vi.advanceTimersByTimeAsync(2000)
  await answer()
  expect(shown.at(-1)?.classOf(2)).toBe(0)
  feed.end()
})

it('reads no more often than it has to', async () => {
  const { feed, answers, answer } = stage()
  await answer()
  for (let i = 0; i < 50; i++) {
    feed.outdate()
    await vi.advanceTimersByTimeAsync(20)
    if (answers.length > 0) await answer()
  }
  await vi.advanceTimersByTimeAsync(2000)
  expect(answers.length).toBe(1)
  feed.end()
})
