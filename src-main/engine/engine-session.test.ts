import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { type Checkpoint, type TrainingEvent, trainingConfigSchema } from '../contract/training.ts'
import { type EngineParts, EngineSession } from './engine-session.ts'
import { type EngineMessage, unacknowledgedEvents } from './protocol.ts'

const config = trainingConfigSchema.parse({ warmupEpochs: 1, elboEpochs: 1, jitter: {} })
const request = { projectPath: '/p.fewlabel', runId: 3, config, resume: false }
const checkpoint = { runId: 3, epoch: 2 } as Checkpoint

function setUp(parts: Partial<EngineParts> = {}) {
  const sent: EngineMessage[] = []
  const closed: string[] = []
  let exits = 0
  const session = new EngineSession(
    (message) => sent.push(message),
    {
      loadBackend: async () => ({ backend: 'wasm', version: '4.22.0', reason: 'WebAssembly, as chosen' }),
      openReader: (path) => ({
        inputShape: () => ({ kind: 'image', side: 4, channels: 1 }),
        sampleCount: () => 10,
        readInputs: (first, count) => new Uint8Array(count * 16).fill(first),
        latestCheckpoint: (runId) => ({ ...checkpoint, runId }),
        posteriorsInUse: () => null,
        close: () => closed.push(path),
      }),
      async *train() {},
      *inferPosteriors() {},
      ...parts,
    },
    () => exits++,
  )
  return { session, sent, closed, exits: () => exits }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await turn()
}

async function* endlessNotices(signal?: AbortSignal): AsyncGenerator<TrainingEvent, void> {
  for (let i = 0; !signal?.aborted; i++) yield { type: 'notice', message: String(i) }
  yield { type: 'checkpoint', checkpoint }
}

describe('EngineSession', () => {
  it('brings the backend up and says so', async () => {
    const { session, sent } = setUp()
    session.receive({ type: 'hello', preference: 'auto', nativeProblem: null })
    await settle()
    expect(sent).toEqual([
      {
        type: 'ready',
        pid: process.pid,
        backend: 'wasm',
        version: '4.22.0',
        reason: 'WebAssembly, as chosen',
      },
    ])
  })

  it('says why it cannot start', async () => {
    const error = new FewlabelError('engine-unavailable', 'No TensorFlow.')
    const { session, sent } = setUp({ loadBackend: () => Promise.reject(error) })
    session.receive({ type: 'hello', preference: 'native', nativeProblem: null })
    await settle()
    expect(sent).toEqual([{ type: 'failed', job: null, error: error.toDocument() }])
  })

  it('trains on all inputs of the project, which it has closed by then', async () => {
    const seen: unknown[] = []
    const { session, sent, closed } = setUp({
      async *train(data, options) {
        seen.push(data.inputs.length, data.count, options.runId, options.resume, [...closed])
        yield { type: 'notice', message: 'hello' }
      },
    })
    session.receive({ type: 'train', job: 1, request })
    await settle()
    expect(seen).toEqual([160, 10, 3, undefined, ['/p.fewlabel']])
    expect(sent).toEqual([
      { type: 'event', job: 1, event: { type: 'notice', message: 'hello' } },
      { type: 'done', job: 1, outcome: 'finished' },
    ])
  })

  it('resumes from the last checkpoint when asked to', async () => {
    const resumed: unknown[] = []
    const { session } = setUp({
      // biome-ignore lint/correctness/useYield: there is nothing to tell
      async *train(_data, { resume }) {
        resumed.push(resume)
      },
    })
    session.receive({ type: 'train', job: 1, request: { ...request, resume: true } })
    await settle()
    expect(resumed).toEqual([checkpoint])
  })

  it('hands over the checkpoint of the run that is continued, unless there is one of its own', async () => {
    const bases: unknown[] = []
    const { session } = setUp({
      // biome-ignore lint/correctness/useYield: there is nothing to tell
      async *train(_data, { base, resume }) {
        bases.push([base?.runId, resume?.runId])
      },
    })
    const further = { ...request, config: { ...config, continues: { runId: 2, epoch: 9 } } }
    session.receive({ type: 'train', job: 1, request: further })
    await settle()
    session.receive({ type: 'train', job: 2, request: { ...further, resume: true } })
    await settle()
    expect(bases).toEqual([
      [2, undefined],
      [undefined, 3],
    ])
  })

  it('reads the posteriors in use when training asks for them', async () => {
    const inUse = {
      runId: 2,
      count: 0,
      componentCount: 4,
      components: new Uint16Array(),
      weights: new Float32Array(),
    }
    const seen: unknown[] = []
    const closed: string[] = []
    const { session } = setUp({
      openReader: (path) => ({
        inputShape: () => ({ kind: 'image', side: 4, channels: 1 }),
        sampleCount: () => 10,
        readInputs: (_first, count) => new Uint8Array(count * 16),
        latestCheckpoint: () => null,
        posteriorsInUse: () => inUse,
        close: () => closed.push(path),
      }),
      // biome-ignore lint/correctness/useYield: there is nothing to tell
      async *train(_data, { earlierPosteriors }) {
        seen.push(closed.length, earlierPosteriors?.(), closed.length)
      },
    })
    session.receive({ type: 'train', job: 1, request })
    await settle()
    expect(seen).toEqual([1, inUse, 2])
  })

  it('goes no further than the host follows', async () => {
    const { session, sent } = setUp({ train: () => endlessNotices() })
    session.receive({ type: 'train', job: 1, request })
    await settle()
    expect(sent).toHaveLength(unacknowledgedEvents)
    session.receive({ type: 'acknowledge', job: 1 })
    session.receive({ type: 'acknowledge', job: 1 })
    await settle()
    expect(sent).toHaveLength(unacknowledgedEvents + 2)
  })

  it('writes a last checkpoint when paused, even while it waits for the host', async () => {
    const { session, sent } = setUp({ train: (_data, { signal }) => endlessNotices(signal) })
    session.receive({ type: 'train', job: 1, request })
    await settle()
    session.receive({ type: 'pause', job: 1 })
    for (let i = 0; i < unacknowledgedEvents; i++) session.receive({ type: 'acknowledge', job: 1 })
    await settle()
    expect(sent.at(-2)).toMatchObject({ type: 'event', event: { type: 'checkpoint' } })
    expect(sent.at(-1)).toEqual({ type: 'done', job: 1, outcome: 'stopped' })
  })

  it('reports what goes wrong and takes the next job', async () => {
    const { session, sent } = setUp({
      // biome-ignore lint/correctness/useYield: it fails before there is anything to tell
      async *train() {
        throw new FewlabelError('training-diverged', 'It diverged.')
      },
    })
    session.receive({ type: 'train', job: 1, request })
    await settle()
    session.receive({ type: 'infer', job: 2, request: { projectPath: '/p.fewlabel', runId: 3, first: 0 } })
    await settle()
    expect(sent).toEqual([
      { type: 'failed', job: 1, error: { code: 'training-diverged', message: 'It diverged.' } },
      { type: 'done', job: 2, outcome: 'finished' },
    ])
  })

  it('does one job at a time', async () => {
    const { session, sent } = setUp({ train: (_data, { signal }) => endlessNotices(signal) })
    session.receive({ type: 'train', job: 1, request })
    session.receive({ type: 'train', job: 2, request })
    expect(sent).toMatchObject([{ type: 'failed', job: 2, error: { code: 'busy' } }])
    session.receive({ type: 'pause', job: 1 })
    await settle()
    expect(sent.at(-1)).toEqual({ type: 'done', job: 1, outcome: 'stopped' })
  })

  it('sorts from the given sample on, with the last checkpoint', async () => {
    const asked: unknown[] = []
    const chunk = {
      first: 4,
      count: 0,
      components: new Uint16Array(),
      weights: new Float32Array(),
      means: new Float32Array(),
    }
    const { session, sent } = setUp({
      *inferPosteriors(data, given, first) {
        asked.push(data.count, given, first)
        yield chunk
      },
    })
    session.receive({ type: 'infer', job: 1, request: { projectPath: '/p.fewlabel', runId: 3, first: 4 } })
    await settle()
    expect(asked).toEqual([6, checkpoint, 4])
    expect(sent[0]).toEqual({ type: 'event', job: 1, event: { type: 'posteriors', chunk } })
  })

  it('says when there is nothing to train on or nothing trained', async () => {
    const reader = {
      close: () => {},
      readInputs: () => new Uint8Array(),
      latestCheckpoint: () => null,
      posteriorsInUse: () => null,
    }
    const empty = setUp({ openReader: () => ({ ...reader, inputShape: () => null, sampleCount: () => 0 }) })
    empty.session.receive({ type: 'train', job: 1, request })
    await settle()
    expect(empty.sent).toMatchObject([{ type: 'failed', error: { code: 'nothing-to-train' } }])

    const untrained = setUp({
      openReader: () => ({
        ...reader,
        inputShape: () => ({ kind: 'vector', length: 2, columns: ['a', 'b'] }),
        sampleCount: () => 1,
        readInputs: () => new Float32Array(2),
      }),
    })
    untrained.session.receive({ type: 'infer', job: 1, request: { projectPath: '/', runId: 3, first: 0 } })
    await settle()
    expect(untrained.sent).toMatchObject([{ type: 'failed', error: { code: 'not-trained' } }])
  })

  it('ends the job before it ends the process', async () => {
    const { session, sent, exits } = setUp({ train: (_data, { signal }) => endlessNotices(signal) })
    session.receive({ type: 'train', job: 1, request })
    await turn()
    session.receive({ type: 'shutdown' })
    await settle()
    expect(sent.at(-1)).toEqual({ type: 'done', job: 1, outcome: 'stopped' })
    expect(exits()).toBe(1)
  })
})
