import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { notice, request, setUp } from './testing/fake-process.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('starting', () => {
  it('says what it is told to start with and tells which engine runs', async () => {
    const { client, last } = setUp()
    const states: string[] = []
    client.onStatus(({ state }) => states.push(state))
    const starting = client.start('wasm')
    expect(last().sent).toEqual([{ type: 'hello', preference: 'wasm', nativeProblem: null }])
    last().ready()
    expect(await starting).toEqual({
      state: 'ready',
      backend: 'wasm',
      reason: 'WebAssembly, as chosen',
      version: '4.22.0',
      pid: 7,
      restarts: 0,
    })
    expect(states).toEqual(['starting', 'ready'])
  })

  it('starts one process for many callers, another one for another preference', async () => {
    const { client, processes } = setUp({ preference: 'wasm' })
    const first = client.start()
    const second = client.start('wasm')
    processes[0].ready()
    expect(await first).toEqual(await second)
    const exchanged = client.start('native')
    expect(processes).toHaveLength(2)
    expect(processes[0].killed).toBe(true)
    processes[1].ready()
    await exchanged
  })

  it('fails with the reason when the chosen engine does not run here, and can be started again', async () => {
    const { client, last } = setUp()
    const starting = client.start('native')
    last().say({
      type: 'failed',
      job: null,
      error: { code: 'engine-unavailable', message: 'No TensorFlow.', remedy: 'Choose "wasm".' },
    })
    await expect(starting).rejects.toMatchObject({ code: 'engine-unavailable' })
    expect(client.status()).toMatchObject({ state: 'failed', reason: 'No TensorFlow. Choose "wasm".' })
    const again = client.start('wasm')
    last().ready()
    expect((await again).state).toBe('ready')
  })
})

describe('jobs', () => {
  async function ready(options = {}) {
    const setting = setUp(options)
    const starting = setting.client.start()
    setting.last().ready()
    await starting
    return setting
  }

  it('delivers events in order, acknowledges each and ends after the last was dealt with', async () => {
    const { client, last } = await ready()
    const seen: string[] = []
    const job = client.train(request, async (event) => {
      await Promise.resolve()
      if (event.type === 'notice') seen.push(event.message)
    })
    expect(client.status().state).toBe('training')
    last().say({ type: 'event', job: 1, event: notice('a') })
    last().say({ type: 'event', job: 1, event: notice('b') })
    last().say({ type: 'done', job: 1, outcome: 'finished' })
    expect(await job.done).toBe('finished')
    expect(seen).toEqual(['a', 'b'])
    expect(client.status().state).toBe('ready')
  })

  it('acknowledges only what the listener is through with', async () => {
    const { client, last } = await ready()
    let release = () => {}
    client.train(request, () => new Promise((resolve) => (release = resolve)))
    last().say({ type: 'event', job: 1, event: notice('a') })
    await vi.advanceTimersByTimeAsync(10)
    expect(last().types()).toEqual(['hello', 'train'])
    release()
    await vi.advanceTimersByTimeAsync(10)
    expect(last().sent.at(-1)).toEqual({ type: 'acknowledge', job: 1 })
  })

  it('takes one job at a time, of either kind', async () => {
    const { client, last } = await ready()
    const first = client.train(request, () => {})
    const second = client.infer({ projectPath: '/p.fewlabel', runId: 1, first: 0 }, () => {})
    await expect(second.done).rejects.toMatchObject({ code: 'busy' })
    await expect(client.start('native')).rejects.toMatchObject({ code: 'busy' })
    last().say({ type: 'done', job: 1, outcome: 'finished' })
    await first.done
    const third = client.infer({ projectPath: '/p.fewlabel', runId: 1, first: 0 }, () => {})
    last().ready()
    expect(client.status().state).toBe('ready')
    last().say({ type: 'done', job: 3, outcome: 'finished' })
    expect(await third.done).toBe('finished')
  })

  it('asks for a stop and ends as stopped', async () => {
    const { client, last } = await ready()
    const job = client.train(request, () => {})
    job.stop()
    expect(last().sent.at(-1)).toEqual({ type: 'pause', job: 1 })
    last().say({ type: 'done', job: 1, outcome: 'stopped' })
    expect(await job.done).toBe('stopped')
  })

  it('ends with what training threw', async () => {
    const { client, last } = await ready()
    const job = client.train(request, () => {})
    last().say({ type: 'failed', job: 1, error: { code: 'training-diverged', message: 'It diverged.' } })
    await expect(job.done).rejects.toMatchObject({ code: 'training-diverged', message: 'It diverged.' })
    expect(client.status().state).toBe('ready')
  })

  it('stops the engine and ends with the listener’s error when the listener throws', async () => {
    const { client, last } = await ready()
    const job = client.train(request, () => {
      throw new Error('the disk is full')
    })
    job.done.catch(() => {})
    last().say({ type: 'event', job: 1, event: notice('a') })
    await vi.advanceTimersByTimeAsync(1)
    expect(last().types()).toEqual(['hello', 'train', 'pause', 'acknowledge'])
    last().say({ type: 'done', job: 1, outcome: 'stopped' })
    await expect(job.done).rejects.toThrow('the disk is full')
  })

  it('waits for an engine that is being started, and can be taken back until then', async () => {
    const { client, last } = setUp()
    void client.start()
    const early = client.train(request, () => {})
    early.stop()
    expect(await early.done).toBe('stopped')
    const job = client.train(request, () => {})
    expect(last().types()).toEqual(['hello'])
    last().ready()
    expect(last().types()).toEqual(['hello', 'train'])
    last().say({ type: 'done', job: 2, outcome: 'finished' })
    expect(await job.done).toBe('finished')
  })

  it('refuses a job while no engine runs', async () => {
    const { client } = setUp()
    await expect(client.train(request, () => {}).done).rejects.toMatchObject({ code: 'engine-unavailable' })
  })

  it('ignores what comes for an earlier job', async () => {
    const { client, last } = await ready()
    const first = client.train(request, () => {})
    last().say({ type: 'done', job: 1, outcome: 'finished' })
    await first.done
    const seen: string[] = []
    const second = client.train(request, ({ type }) => void seen.push(type))
    last().ready()
    last().say({ type: 'event', job: 1, event: notice('late') })
    last().say({ type: 'done', job: 2, outcome: 'finished' })
    await second.done
    expect(seen).toEqual([])
  })
})
