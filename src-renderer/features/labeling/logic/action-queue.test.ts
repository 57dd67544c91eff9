import { beforeEach, describe, expect, it } from 'vitest'
import { ActionQueue } from './action-queue.ts'
import type { LabelingAction } from './labeling-action.ts'

const label = (sample: number, classId = 1): LabelingAction => ({ kind: 'label', samples: [sample], classId })

class LostAnswer extends Error {}
class Refusal extends Error {}

type Fate = 'commit' | 'fail' | 'refuse' | 'lose-answer' | 'lose-request'

/** A host that answers when it is told to, and remembers all it committed. */
class FakeHost {
  committed: LabelingAction[] = []
  told: string[] = []
  underWay = 0
  mostAtOnce = 0
  #open: ((fate: Fate) => void)[] = []

  readonly queue = new ActionQueue<number>({
    send: (action) => {
      this.underWay++
      this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay)
      return new Promise((resolve, reject) => {
        this.#open.push((fate) => {
          this.underWay--
          if (fate === 'commit' || fate === 'lose-answer') this.committed.push(action)
          if (fate === 'commit') resolve(this.committed.length)
          else if (fate === 'refuse') reject(new Refusal())
          else reject(fate === 'fail' ? new Error('disk full') : new LostAnswer())
        })
      })
    },
    judge: (error) =>
      error instanceof LostAnswer ? 'unanswered' : error instanceof Refusal ? 'refused' : 'failed',
    recall: async (action) =>
      action.kind === 'undo' ? 'unclear' : this.committed.includes(action) ? 'committed' : 'absent',
    onCommitted: (queued, outcome) => this.told.push(`committed ${queued.ticket} ${outcome}`),
    onFailed: (queued) => this.told.push(`failed ${queued.ticket}`),
    onDropped: (queued) => this.told.push(`dropped ${queued.ticket}`),
  })

  async answer(fate: Fate = 'commit'): Promise<void> {
    const next = this.#open.shift()
    if (!next) throw new Error('nothing was sent')
    next(fate)
    await settled()
  }
}

/** Lets every promise that can go on do so. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('ActionQueue', () => {
  let host: FakeHost
  beforeEach(() => {
    host = new FakeHost()
  })

  it('sends one at a time, in the order of the keys, each exactly once', async () => {
    const typed = Array.from({ length: 50 }, (_, index) => label(index + 1, (index % 3) + 1))
    for (const action of typed) host.queue.add(action)
    for (let answered = 0; answered < typed.length; answered++) {
      expect(host.underWay).toBe(1)
      await host.answer()
    }
    expect(host.committed).toEqual(typed)
    expect(host.mostAtOnce).toBe(1)
    expect(host.queue.getState()).toEqual({ waiting: [], failure: null })
    expect(host.told).toEqual(typed.map((_, index) => `committed ${index + 1} ${index + 1}`))
  })

  it('takes keys while an answer is under way', async () => {
    host.queue.add(label(1))
    await settled()
    host.queue.add(label(2))
    expect(host.queue.getState().waiting).toHaveLength(2)
    await host.answer()
    expect(host.queue.getState().waiting.map((queued) => queued.ticket)).toEqual([2])
    await host.answer()
    expect(host.committed).toEqual([label(1), label(2)])
  })

  it('stops at a failure, keeps what is behind it, and goes on in order after a retry', async () => {
    for (const sample of [1, 2, 3]) host.queue.add(label(sample))
    await host.answer()
    await host.answer('fail')
    expect(host.queue.getState().failure?.queued.ticket).toBe(2)
    expect(host.queue.getState().waiting.map((queued) => queued.ticket)).toEqual([2, 3])
    host.queue.add(label(4))
    await settled()
    expect(host.underWay).toBe(0)
    host.queue.retry()
    for (let index = 0; index < 3; index++) await host.answer()
    expect(host.committed).toEqual([1, 2, 3, 4].map((sample) => label(sample)))
  })

  it('goes on without an action that is discarded', async () => {
    for (const sample of [1, 2]) host.queue.add(label(sample))
    await host.answer('fail')
    host.queue.discard()
    await host.answer()
    expect(host.committed).toEqual([label(2)])
    expect(host.told).toEqual(['failed 1', 'dropped 1', 'committed 2 1'])
  })

  it('gives a refused action up by itself and goes on', async () => {
    for (const sample of [1, 2]) host.queue.add(label(sample))
    await host.answer('refuse')
    await host.answer()
    expect(host.told).toEqual(['dropped 1', 'committed 2 1'])
    expect(host.queue.getState()).toEqual({ waiting: [], failure: null })
  })

  it('lets an undo go with the action it was meant for', async () => {
    host.queue.add(label(1))
    host.queue.add({ kind: 'undo' })
    host.queue.add(label(2))
    await host.answer('refuse')
    await host.answer()
    expect(host.told).toEqual(['dropped 1', 'dropped 2', 'committed 3 1'])
    host.queue.add({ kind: 'undo' })
    host.queue.add({ kind: 'undo' })
    await host.answer('refuse')
    await host.answer()
    expect(host.committed).toEqual([label(2), { kind: 'undo' }])
  })

  it('does not repeat an action that was committed though its answer was lost', async () => {
    host.queue.add(label(1))
    host.queue.add(label(2))
    await host.answer('lose-answer')
    host.queue.retry()
    await settled()
    expect(host.told).toEqual(['failed 1', 'committed 1 null'])
    await host.answer()
    expect(host.committed).toEqual([label(1), label(2)])
  })

  it('repeats an action whose request was lost', async () => {
    host.queue.add(label(1))
    await host.answer('lose-request')
    host.queue.retry()
    await settled()
    await host.answer()
    expect(host.committed).toEqual([label(1)])
  })

  it('drops an undo of which nobody can say whether it was done', async () => {
    host.queue.add({ kind: 'undo' })
    host.queue.add(label(1))
    await host.answer('lose-answer')
    host.queue.retry()
    await settled()
    expect(host.told).toEqual(['failed 1', 'dropped 1'])
    await host.answer()
    expect(host.committed).toEqual([{ kind: 'undo' }, label(1)])
  })

  it('tells its listeners of every change, with a new state each time', async () => {
    const states: unknown[] = []
    const stop = host.queue.subscribe(() => states.push(host.queue.getState()))
    host.queue.add(label(1))
    await host.answer()
    expect(states).toHaveLength(2)
    expect(states[0]).not.toBe(states[1])
    stop()
    host.queue.add(label(2))
    expect(states).toHaveLength(2)
  })
})
