import { describe, expect, it } from 'vitest'
import { type EpochRecord, trainingConfigSchema } from '../../../src-main/contract/training.ts'
import { phaseOf, phasesOf } from './phases.ts'
import { curveSummary, epochsFact, epochText, readEpochs, resumeText, runDetail } from './run-texts.ts'

const record = (epoch: number, phase: 'warmup' | 'elbo', loss: number): EpochRecord => ({
  epoch,
  phase,
  loss,
  reconstruction: loss,
  kl: null,
  liveComponents: null,
  heldOutLoss: null,
})

describe('texts about a run', () => {
  it('counts finished epochs', () => {
    expect(epochText(23.6, 40)).toBe('23 of 40')
    expect(epochText(40.2, 40)).toBe('40 of 40')
  })

  it('tells the loss curve in words', () => {
    expect(curveSummary([])).toContain('no epoch')
    expect(curveSummary([record(1, 'warmup', 200.4), record(2, 'warmup', 150), record(3, 'elbo', 120)])).toBe(
      'Loss by epoch. Warm-up: loss from 200 in epoch 1 to 150 in epoch 2. Training: loss from 120 in epoch 3 to 120 in epoch 3.',
    )
  })

  it('tells the curve of the samples kept aside', () => {
    const history = [record(1, 'warmup', 200), { ...record(2, 'elbo', 120), heldOutLoss: 118.2 }]
    expect(curveSummary(history)).toMatch(
      / Samples kept aside: loss from 118 in epoch 2 to 118 in epoch 2\.$/,
    )
  })

  it('reads a number of epochs', () => {
    expect(readEpochs(' 12 ')).toEqual({ epochs: 12, error: null })
    expect(readEpochs('0')).toEqual({ epochs: null, error: 'At least 1.' })
    expect(readEpochs('1001')).toEqual({ epochs: null, error: 'At most 1000.' })
    for (const text of ['', 'ten', '1.5']) expect(readEpochs(text).error).toBe('A whole number.')
  })

  it('knows the phase of a run at rest by its checkpoint', () => {
    expect(phaseOf({ state: 'idle', progress: null, run: null })).toBe('warmup')
    const run = {
      id: 1,
      state: 'interrupted' as const,
      startedAt: '2026-05-04T12:00:00Z',
      finishedAt: null,
      config: trainingConfigSchema.parse({ warmupEpochs: 10, elboEpochs: 12, jitter: {} }),
      backend: null,
      checkpointEpoch: 7,
      epochs: 22,
      seconds: 0,
      samplesPerSecond: null,
      liveComponents: null,
      failure: null,
    }
    expect(phaseOf({ state: 'paused', progress: null, run })).toBe('warmup')
    expect(phaseOf({ state: 'paused', progress: null, run: { ...run, checkpointEpoch: 12 } })).toBe('elbo')
    expect(phaseOf({ state: 'starting', progress: null, run: { ...run, state: 'done' } })).toBe('posteriors')
    expect(epochsFact(run)).toEqual({ value: '22' })
    expect(epochsFact({ ...run, epochs: 18 })).toEqual({ value: '18', note: 'ended early, of 22' })
    const further = {
      ...run,
      checkpointEpoch: null,
      config: { ...run.config, continues: { runId: 1, epoch: 22 } },
    }
    const moment = { state: 'starting' as const, progress: null, run: further }
    expect(phaseOf(moment)).toBe('elbo')
    expect(phasesOf(further).map(({ phase }) => phase)).toEqual(['elbo', 'posteriors', 'preparing'])
    expect(runDetail(further, false)).toMatch(/^Goes on from epoch 22 with the same 100 clusters\./)
    expect(phaseOf({ state: 'preparing', progress: null, run: null })).toBe('preparing')

    const given = {
      ...run,
      checkpointEpoch: null,
      config: { ...run.config, encoder: 'given' as const, warmupEpochs: 0 },
    }
    expect(phaseOf({ ...moment, run: given })).toBe('mixture')
    expect(phaseOf({ ...moment, run: { ...given, checkpointEpoch: 3 } })).toBe('elbo')
    expect(phasesOf(given).map(({ name }) => name)).toEqual(['Clusters', 'Fitting', 'Sorting', 'Preparing'])
    expect(resumeText({ ...given, checkpointEpoch: 3 })).toBe('Resume from pass 3')
    expect(resumeText(run)).toBe('Resume from epoch 7')
  })

  it('tells the curve of a fit by its passes', () => {
    expect(curveSummary([record(1, 'elbo', 40), record(2, 'elbo', 39)], 'pass')).toBe(
      'Loss by pass. Fitting: loss from 40 in pass 1 to 39 in pass 2.',
    )
  })
})
