import { describe, expect, it } from 'vitest'
import type { AccuracyEstimate, CurvePoint } from '../contract/quality.ts'
import { createRandom } from '../decoder/random.ts'
import { estimateAccuracy } from './accuracy-estimate.ts'
import { type ForecastInput, forecast } from './forecast.ts'

interface Course {
  accuracy: (labels: number) => number
  /** Mean confidence less accuracy. */
  off?: (labels: number) => number
  seed?: number
}

/** What is known after so many labels of a project whose accuracy takes a course, every fifth label one of the audit. */
function projectAt(labels: number, { accuracy, off = () => 0, seed = 1 }: Course): ForecastInput {
  const random = createRandom(seed)
  const luck: number[] = []
  const curve: CurvePoint[] = []
  let estimate: AccuracyEstimate = { state: 'too-early', audits: 0, needed: 15 }
  for (let labeled = 1; labeled <= labels; labeled += 1) {
    if (labeled % 5 === 0) luck.push(random())
    const confidence = Math.min(0.999, accuracy(labeled) + off(labeled) + 0.01 * (random() - 0.5))
    estimate = estimateAccuracy(
      {
        right: luck.map((value) => (value < accuracy(labeled) ? 1 : 0)),
        confidence: luck.map(() => confidence),
        weight: luck.map(() => 1),
      },
      { count: 5000, confidence },
    )
    const interval =
      estimate.state === 'known' ? { value: estimate.value, low: estimate.low, high: estimate.high } : null
    curve.push({ eventId: labeled, labeled, audits: luck.length, accuracy: interval, confidence, changed: 0 })
  }
  return { target: 0.95, accuracy: estimate, curve, labels, classes: 10, unlabeled: 5000, seed }
}

const rising = (labels: number) => Math.max(0.1, 0.98 - 1.4 * labels ** -0.7)

describe('forecast', () => {
  it('is too early with few labels, few classes, or no estimate', () => {
    expect(forecast(projectAt(19, { accuracy: rising }))).toMatchObject({ state: 'too-early', labels: 19 })
    // Three audits of fifteen: twelve more, one in five from the 25th label on.
    expect(forecast(projectAt(19, { accuracy: rising }))).toMatchObject({ needed: 80 })
    expect(forecast({ ...projectAt(100, { accuracy: rising }), classes: 2 }).state).toBe('too-early')
    expect(forecast({ ...projectAt(100, { accuracy: rising }), curve: [] })).toEqual({
      state: 'too-early',
      labels: 100,
      needed: 104,
    })
  })

  it('is reached once the low end is at the target', () => {
    const project = projectAt(400, { accuracy: () => 1 })
    expect(forecast({ ...project, target: 0.9 })).toEqual({ state: 'reached' })
  })

  it('gives a range that holds the true number in most projects, also where confidences mislead', () => {
    // 0.95 is reached with 433 labels.
    const wanted = Math.ceil((1.4 / 0.03) ** (1 / 0.7)) - 200
    let held = 0
    let ended = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const off = (labels: number) => [0, 0.02, -0.02][seed % 3] * (labels / 200)
      const answer = forecast(projectAt(200, { accuracy: rising, off, seed }))
      if (answer.state !== 'range') continue
      if (answer.high !== null) ended += 1
      if (answer.low <= wanted && (answer.high === null || wanted <= answer.high)) held += 1
    }
    expect(held).toBeGreaterThanOrEqual(0.8 * 60)
    expect(ended).toBeGreaterThan(5)
  })

  it('needs fewer labels for less', () => {
    const project = projectAt(150, { accuracy: rising })
    const ranges = [0.94, 0.92, 0.9].map((target) => forecast({ ...project, target }))
    const lows = ranges.map((range) => (range.state === 'range' ? range.low : Number.NaN))
    expect(lows).toEqual([...lows].sort((a, b) => b - a))
    expect(lows.every((low) => Number.isInteger(low) && low >= 0)).toBe(true)
  })

  it('promises nothing of a flat curve below the target', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const answer = forecast(projectAt(200, { accuracy: () => 0.8, seed }))
      if (answer.state === 'out-of-reach') expect(answer.ceiling).toBeLessThan(0.95)
      else expect(answer).toMatchObject({ state: 'range', high: null })
    }
  })

  it('is never negative and never not a number, whatever the curve', () => {
    const random = createRandom(9)
    for (let i = 0; i < 200; i += 1) {
      const noise = Array.from({ length: 150 }, () => random())
      const project = projectAt(40 + (i % 110), { accuracy: (n) => noise[n], seed: i })
      const estimate = estimateAccuracy(
        { right: noise.slice(0, 20).map((value) => (value < 0.7 ? 1 : 0)), confidence: noise, weight: noise },
        { count: 100, confidence: 0.9 },
      )
      const answer = forecast({ ...project, accuracy: estimate, target: 0.5 + 0.499 * random() })
      const numbers = Object.values(answer).filter((value) => typeof value === 'number')
      expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
      if (answer.state === 'range' && answer.high !== null)
        expect(answer.high).toBeGreaterThanOrEqual(answer.low)
    }
  })

  it('leaves out labels that were taken back, and is the same again', () => {
    const project = projectAt(120, { accuracy: rising })
    const [last] = project.curve.slice(-1)
    const detour = { ...last, labeled: 121, confidence: 0.1 }
    expect(forecast({ ...project, curve: [...project.curve, detour, last] })).toEqual(forecast(project))
  })

  it('goes no further than there are samples', () => {
    const project = { ...projectAt(200, { accuracy: rising }), unlabeled: 3 }
    const answer = forecast({ ...project, target: 0.97 })
    if (answer.state === 'range') expect(answer.high === null || answer.high <= 3).toBe(true)
    else expect(answer.state).toBe('out-of-reach')
  })
})
