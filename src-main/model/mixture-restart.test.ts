import { describe, expect, it } from 'vitest'
import { Adam } from './adam.ts'
import { gmvaeParameters } from './gmvae.ts'
import { liveComponents, restartDeadComponents } from './mixture-restart.ts'
import { Random } from './random.ts'

describe('liveComponents', () => {
  it('counts those with at least a tenth of their fair share', () => {
    expect(liveComponents([10, 10, 0, 0.7])).toBe(3)
    expect(liveComponents([10, 10, 0, 0.5])).toBe(2)
  })
})

describe('restartDeadComponents', () => {
  function mixture() {
    const parameters = gmvaeParameters({
      inputLength: 2,
      likelihood: 'bernoulli',
      clusters: 3,
      latentDimensions: 2,
      hiddenUnits: [2],
    })
    parameters.view('mixture/means').set([0, 0, 4, 4, 9, 9])
    parameters.view('mixture/log-variances').set([0, 0, Math.log(4), Math.log(4), 0, 0])
    const adam = new Adam(parameters.values.length)
    adam.m.fill(1)
    return { parameters, adam }
  }

  it('splits the largest in two, half a deviation to either side', () => {
    const { parameters, adam } = mixture()
    expect(restartDeadComponents(parameters, adam, Float64Array.of(10, 50, 0), new Random(1))).toBe(1)
    const means = [...parameters.view('mixture/means')]
    for (const d of [0, 1]) {
      expect((means[2 + d] + means[4 + d]) / 2).toBeCloseTo(4, 6)
      expect(Math.abs(means[2 + d] - means[4 + d])).toBeCloseTo(2, 6)
    }
    expect([...parameters.view('mixture/log-variances')].slice(4)).toEqual([
      ...parameters.view('mixture/log-variances').slice(2, 4),
    ])
    const [, split, restarted] = parameters.view('mixture/logits')
    expect([split, restarted]).toEqual([Math.fround(-Math.LN2), Math.fround(-Math.LN2)])
    const from = parameters.offsetOf('mixture/means')
    expect([...adam.m.slice(from, from + 6)]).toEqual([1, 1, 0, 0, 0, 0])
  })

  it('changes nothing while all components live', () => {
    const { parameters, adam } = mixture()
    const before = parameters.values.slice()
    expect(restartDeadComponents(parameters, adam, Float64Array.of(10, 50, 5), new Random(1))).toBe(0)
    expect(parameters.values).toEqual(before)
  })
})
