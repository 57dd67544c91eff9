import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TrainingPace } from './training-pace.ts'

const ahead = { samples: 2000, posteriors: 600, fitOperations: 1e9 }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('TrainingPace', () => {
  it('asks for a report four times a second', () => {
    const pace = new TrainingPace()
    vi.advanceTimersByTime(249)
    expect(pace.reportIsDue()).toBe(false)
    vi.advanceTimersByTime(1)
    expect(pace.reportIsDue()).toBe(true)
    pace.report('warmup', ahead)
    expect(pace.reportIsDue()).toBe(false)
  })

  it('knows no time left before it has seen a step', () => {
    const pace = new TrainingPace()
    vi.advanceTimersByTime(250)
    expect(pace.report('warmup', ahead)).toMatchObject({ samplesPerSecond: 0, secondsLeft: null })
  })

  it('measures speed and adds up training, fit and posteriors', () => {
    const pace = new TrainingPace()
    pace.trained(250)
    vi.advanceTimersByTime(250)
    const report = pace.report('warmup', ahead)
    expect(report.samplesPerSecond).toBeCloseTo(1000, 6)
    expect(report.elapsedSeconds).toBeCloseTo(0.25, 6)
    // 2,000 samples at 1,000 a second, a billion operations at half a billion, 600 encoder passes at 6,000.
    expect(report.secondsLeft).toBeCloseTo(2 + 2 + 0.1, 6)
  })

  it('follows a change of speed within some seconds, without jumping', () => {
    const pace = new TrainingPace()
    const second = (samples: number) => {
      pace.trained(samples)
      vi.advanceTimersByTime(1000)
      return pace.report('elbo', ahead).samplesPerSecond
    }
    expect(second(1000)).toBeCloseTo(1000, 6)
    const next = second(4000)
    expect(next).toBeGreaterThan(1500)
    expect(next).toBeLessThan(2500)
    for (let i = 0; i < 10; i++) second(4000)
    expect(second(4000)).toBeGreaterThan(3800)
  })

  it('takes the rest of a phase without training from the part done', () => {
    const pace = new TrainingPace()
    const phaseStart = performance.now()
    vi.advanceTimersByTime(3000)
    const nothing = { samples: 0, posteriors: 0, fitOperations: 0 }
    const report = pace.report('posteriors', nothing, { fraction: 0.75, phaseStart })
    expect(report.secondsLeft).toBeCloseTo(1, 6)
    expect(pace.report('posteriors', nothing, { fraction: 0, phaseStart }).secondsLeft).toBeNull()
  })
})
