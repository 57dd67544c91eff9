import { describe, expect, it } from 'vitest'
import type { ExportState, ImportState, TrainingState, WindowEvent } from '../../contract/window.ts'
import { JobEndings } from './job-endings.ts'
import { runningJobs } from './jobs.ts'

const training = (patch: Partial<TrainingState>, run = 'running') =>
  ({ progress: null, error: null, run: { state: run }, ...patch }) as TrainingState
const imports = (patch: Partial<ImportState>) => ({ progress: null, error: null, ...patch }) as ImportState
const exports = (patch: Partial<ExportState>) => ({ progress: null, error: null, ...patch }) as ExportState
const none = { training: undefined, import: undefined, export: undefined }
const progress = { epoch: 3, epochs: 12 } as TrainingState['progress']
const error = { code: 'engine-crashed', message: '' } as const

describe('runningJobs', () => {
  it('is nothing before a project is open and while all rests', () => {
    expect(runningJobs(none)).toEqual([])
    for (const state of ['idle', 'done', 'failed', 'cancelled'] as const) {
      expect(
        runningJobs({
          training: training({ state }),
          import: imports({ state }),
          export: exports({ state }),
        }),
      ).toEqual([])
    }
  })

  it('says how far each is, where that is known', () => {
    expect(
      runningJobs({
        training: training({ state: 'running', progress }),
        import: imports({ state: 'running', progress: { done: 5, total: null } as ImportState['progress'] }),
        export: exports({ state: 'running', progress: { done: 5, total: 10 } }),
      }),
    ).toEqual([
      { kind: 'training', share: 0.25, breaksOff: true },
      { kind: 'import', share: null, breaksOff: true },
      { kind: 'export', share: 0.5, breaksOff: true },
    ])
  })

  it.each([
    ['starting', 'queued', 'training', true],
    ['starting', 'paused', 'training', true],
    ['pausing', 'running', 'training', false],
    ['preparing', 'done', 'training', false],
    ['running', 'done', 'sorting', true],
  ] as const)('takes %s of a run that is %s for %s', (state, run, kind, breaksOff) => {
    expect(runningJobs({ ...none, training: training({ state }, run) })).toEqual([
      { kind, share: null, breaksOff },
    ])
  })
})

describe('JobEndings', () => {
  const endingsOf = (events: WindowEvent[], project = '/a') => {
    const endings = new JobEndings()
    return events.map((event) => endings.take(event, project)).filter((ending) => ending !== null)
  }
  const trained = (patch: Partial<TrainingState>, run?: string): WindowEvent => ({
    topic: 'training',
    state: training(patch, run),
  })

  it('tells of a training that is done, once its guesses are ready', () => {
    expect(
      endingsOf([
        trained({ state: 'starting' }),
        trained({ state: 'running', progress }),
        trained({ state: 'preparing' }, 'done'),
        trained({ state: 'done' }, 'done'),
        trained({ state: 'done' }, 'done'),
      ]),
    ).toEqual([{ kind: 'training', outcome: 'done' }])
  })

  it('tells of failures', () => {
    expect(endingsOf([trained({ state: 'running' }), trained({ state: 'failed', error }, 'failed')])).toEqual(
      [{ kind: 'training', outcome: 'failed' }],
    )
    expect(endingsOf([trained({ state: 'running' }), trained({ state: 'done', error }, 'done')])).toEqual([
      { kind: 'training', outcome: 'failed' },
    ])
    expect(
      endingsOf([
        { topic: 'import', state: imports({ state: 'running' }) },
        { topic: 'import', state: imports({ state: 'failed', error: { code: 'io-failed', message: '' } }) },
      ]),
    ).toEqual([{ kind: 'import', outcome: 'failed' }])
  })

  it('says nothing of what a person stopped, and of what was over before', () => {
    expect(endingsOf([trained({ state: 'running' }), trained({ state: 'paused' }, 'paused')])).toEqual([])
    expect(endingsOf([trained({ state: 'running' }), trained({ state: 'cancelled' }, 'cancelled')])).toEqual(
      [],
    )
    expect(endingsOf([trained({ state: 'done' }, 'done')])).toEqual([])
    expect(endingsOf([{ topic: 'project', state: null }])).toEqual([])
  })

  it('knows sorting from training', () => {
    expect(
      endingsOf([
        trained({ state: 'starting' }, 'done'),
        trained({ state: 'preparing' }, 'done'),
        trained({ state: 'done' }, 'done'),
      ]),
    ).toEqual([{ kind: 'sorting', outcome: 'done' }])
    expect(
      endingsOf([trained({ state: 'running' }, 'cancelled'), trained({ state: 'cancelled', error })]),
    ).toEqual([{ kind: 'sorting', outcome: 'failed' }])
  })

  it('does not take the next project’s state for the end of a job of the last', () => {
    const endings = new JobEndings()
    endings.take(trained({ state: 'running' }), '/a')
    expect(endings.take(trained({ state: 'done' }, 'done'), '/b')).toBeNull()
  })
})
