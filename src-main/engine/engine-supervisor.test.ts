import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEngineClient } from './engine-client.ts'
import { notice, request, setUp } from './testing/fake-process.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('processes', () => {
  async function afterOneJob() {
    const setting = setUp({ graceSeconds: 2 })
    const starting = setting.client.start('wasm')
    setting.last().ready()
    await starting
    const job = setting.client.train(request, () => {})
    setting.last().say({ type: 'done', job: 1, outcome: 'finished' })
    await job.done
    return setting
  }

  it('are ended when their job is done, and the engine stays ready', async () => {
    const { client, processes } = await afterOneJob()
    expect(processes).toHaveLength(1)
    expect(processes[0].sent.at(-1)).toEqual({ type: 'shutdown' })
    expect(client.status()).toMatchObject({ state: 'ready', backend: 'wasm', pid: null, restarts: 0 })
    processes[0].die('exit code 0')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(processes).toHaveLength(1)
    expect(client.status()).toMatchObject({ state: 'ready', restarts: 0 })
  })

  it('are killed when they do not end', async () => {
    const { processes } = await afterOneJob()
    await vi.advanceTimersByTimeAsync(2000)
    expect(processes[0].killed).toBe(true)
  })

  it('are started afresh for the next job, with the same preference', async () => {
    const { client, processes, last } = await afterOneJob()
    const states: string[] = []
    client.onStatus(({ state }) => states.push(state))
    const starting = client.start()
    expect(processes).toHaveLength(2)
    expect(last().sent[0]).toMatchObject({ type: 'hello', preference: 'wasm' })
    last().ready()
    expect(await starting).toMatchObject({ state: 'ready', pid: 7, restarts: 0 })
    const job = client.train(request, () => {})
    expect(last().types()).toEqual(['hello', 'train'])
    last().say({ type: 'failed', job: 2, error: { code: 'project-not-found', message: 'Gone.' } })
    await expect(job.done).rejects.toMatchObject({ code: 'project-not-found' })
    expect(last().types()).toEqual(['hello', 'train', 'shutdown'])
    expect(states).toEqual(['starting', 'ready', 'training', 'ready', 'ready'])
  })

  it('that die while they start in place of another one are counted', async () => {
    const { client, processes, last } = await afterOneJob()
    const job = client.train(request, () => {})
    last().die()
    expect(client.status()).toMatchObject({ state: 'restarting', restarts: 1 })
    await vi.advanceTimersByTimeAsync(200)
    expect(processes).toHaveLength(3)
    last().ready()
    last().say({ type: 'done', job: 2, outcome: 'finished' })
    expect(await job.done).toBe('finished')
  })

  it('have all ended when the engine has stopped', async () => {
    const { client, processes } = await afterOneJob()
    let stopped = false
    const stopping = client.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(1)
    expect(stopped).toBe(false)
    processes[0].die('exit code 0')
    await stopping
    expect(client.status().state).toBe('stopped')
  })
})

describe('deaths', () => {
  it('fails the running job and starts the engine again', async () => {
    const { client, processes } = setUp()
    void client.start()
    processes[0].ready()
    const job = client.train(request, () => {})
    job.done.catch(() => {})
    processes[0].die()
    await expect(job.done).rejects.toMatchObject({ code: 'engine-crashed', details: { found: 'SIGKILL' } })
    expect(client.status()).toMatchObject({ state: 'restarting', restarts: 1, pid: null, backend: null })
    const again = client.train({ ...request, resume: true }, () => {})
    await vi.advanceTimersByTimeAsync(200)
    expect(processes).toHaveLength(2)
    processes[1].ready()
    expect(processes[1].sent.at(-1)).toMatchObject({ type: 'train', request: { resume: true } })
    processes[1].say({ type: 'done', job: 2, outcome: 'finished' })
    expect(await again.done).toBe('finished')
  })

  it('waits longer each time and gives up after five deaths within a minute', async () => {
    const { client, processes, last } = setUp()
    const starting = client.start('wasm')
    starting.catch(() => {})
    for (const pause of [200, 1000, 5000, 5000]) {
      last().die()
      const count = processes.length
      await vi.advanceTimersByTimeAsync(pause - 1)
      expect(processes).toHaveLength(count)
      await vi.advanceTimersByTimeAsync(1)
      expect(processes).toHaveLength(count + 1)
    }
    last().die('exit code 1')
    await expect(starting).rejects.toMatchObject({ code: 'engine-crashed' })
    expect(client.status()).toMatchObject({ state: 'failed', restarts: 4 })
    expect(client.status().reason).toContain('Close other programs')
  })

  it('forgives deaths that are far apart', async () => {
    const { client, last } = setUp()
    void client.start()
    for (let day = 0; day < 10; day++) {
      last().ready()
      await vi.advanceTimersByTimeAsync(86_400_000)
      last().die()
      await vi.advanceTimersByTimeAsync(1000)
    }
    last().ready()
    expect(client.status()).toMatchObject({ state: 'ready', restarts: 10 })
  })

  it('avoids native TensorFlow when it takes the process with it while loading', async () => {
    const { client, last } = setUp()
    const starting = client.start('auto')
    last().die('SIGILL')
    await vi.advanceTimersByTimeAsync(200)
    expect(last().sent[0]).toMatchObject({ nativeProblem: null })
    last().die('SIGILL')
    await vi.advanceTimersByTimeAsync(1000)
    expect(last().sent[0]).toMatchObject({ preference: 'auto', nativeProblem: expect.any(String) })
    last().ready()
    await starting
  })

  it('takes an engine that says nothing while it works for dead', async () => {
    const { client, processes } = setUp({ silenceSeconds: 60 })
    void client.start()
    processes[0].ready()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(processes[0].killed).toBe(false)
    const job = client.train(request, () => {})
    job.done.catch(() => {})
    await vi.advanceTimersByTimeAsync(55_000)
    processes[0].say({ type: 'heartbeat' })
    await vi.advanceTimersByTimeAsync(55_000)
    expect(processes[0].killed).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(processes[0].killed).toBe(true)
    await expect(job.done).rejects.toMatchObject({ code: 'engine-crashed' })
  })

  it('gives up an engine that never gets ready, however slowly it fails', async () => {
    const { client, processes } = setUp({ silenceSeconds: 120 })
    const starting = client.start('wasm')
    starting.catch(() => {})
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(processes).toHaveLength(5)
    await expect(starting).rejects.toMatchObject({ code: 'engine-crashed' })
  })

  it('treats a process that cannot be started as dead', async () => {
    const client = createEngineClient(() => {
      throw new Error('no such file')
    })
    const starting = client.start()
    starting.catch(() => {})
    await vi.advanceTimersByTimeAsync(60_000)
    await expect(starting).rejects.toMatchObject({
      code: 'engine-crashed',
      details: { found: 'no such file' },
    })
  })
})

describe('stopping', () => {
  it('ends the job after a last checkpoint, then the process', async () => {
    const { client, last } = setUp()
    void client.start()
    last().ready()
    const seen: string[] = []
    const job = client.train(request, ({ type }) => void seen.push(type))
    const stopping = client.stop()
    expect(last().sent.at(-1)).toEqual({ type: 'pause', job: 1 })
    last().say({ type: 'event', job: 1, event: notice('last') })
    last().say({ type: 'done', job: 1, outcome: 'stopped' })
    expect(await job.done).toBe('stopped')
    await vi.advanceTimersByTimeAsync(1)
    expect(last().sent.at(-1)).toEqual({ type: 'shutdown' })
    last().die('exit code 0')
    await stopping
    expect(seen).toEqual(['notice'])
    expect(client.status()).toMatchObject({ state: 'stopped', restarts: 0, pid: null })
  })

  it('kills an engine that does not end', async () => {
    const { client, last } = setUp({ graceSeconds: 2 })
    void client.start()
    last().ready()
    const job = client.train(request, () => {})
    job.done.catch(() => {})
    const stopping = client.stop()
    await vi.advanceTimersByTimeAsync(5000)
    await stopping
    expect(last().killed).toBe(true)
    await expect(job.done).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is not undone by a restart that was due', async () => {
    const { client, processes } = setUp()
    const starting = client.start()
    starting.catch(() => {})
    processes[0].die()
    await client.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(processes).toHaveLength(1)
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' })
  })
})
