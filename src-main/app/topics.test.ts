import { describe, expect, it } from 'vitest'
import type { LabelingSummary } from '../contract/labeling.ts'
import { Topics } from './topics.ts'

const summary = (revision: number) => ({ revision }) as LabelingSummary
const revisionOf = (message: Awaited<ReturnType<ReturnType<Topics['stream']>['next']>>) =>
  message.value?.event.topic === 'labeling' ? message.value.event.state?.revision : message.value?.event.topic

describe('Topics', () => {
  it('first sends every topic as it stands, then changes', async () => {
    const topics = new Topics()
    topics.publish({ topic: 'project', state: null })
    topics.publish({ topic: 'labeling', state: summary(1) })
    const stream = topics.stream()
    expect([revisionOf(await stream.next()), revisionOf(await stream.next())]).toEqual(['project', 1])
    const waiting = stream.next()
    topics.publish({ topic: 'labeling', state: summary(2) })
    expect(revisionOf(await waiting)).toBe(2)
    await stream.return()
  })

  it('sends a slow reader the newest state once, not a backlog', async () => {
    const topics = new Topics()
    topics.publish({ topic: 'labeling', state: summary(1) })
    const stream = topics.stream()
    await stream.next()
    for (const revision of [2, 3, 4]) topics.publish({ topic: 'labeling', state: summary(revision) })
    expect(revisionOf(await stream.next())).toBe(4)
    const waiting = stream.next()
    topics.publish({ topic: 'labeling', state: summary(5) })
    expect(revisionOf(await waiting)).toBe(5)
    await stream.return()
  })

  it('ends when the reader goes away', async () => {
    const topics = new Topics()
    const abort = new AbortController()
    const stream = topics.stream(abort.signal)
    const waiting = stream.next()
    abort.abort()
    expect((await waiting).done).toBe(true)
  })
})
