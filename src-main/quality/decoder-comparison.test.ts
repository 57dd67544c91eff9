import { describe, expect, it } from 'vitest'
import { compareDecoders, pairedDifference } from './decoder-comparison.ts'

const ones = (count: number) => new Uint8Array(count).fill(1)
/** Right on all but the samples named. */
const wrongOn = (count: number, ...wrong: number[]) =>
  Uint8Array.from({ length: count }, (_, i) => Number(!wrong.includes(i)))

describe('the comparison of decoders', () => {
  it('pairs what each says of the same samples', () => {
    const { decoders } = compareDecoders({
      inUse: 'graph',
      right: new Map([
        ['graph', wrongOn(40, 0, 1)],
        ['soft', wrongOn(40, 0, 2, 3, 4)],
      ]),
      weight: ones(40),
    })
    expect(decoders).toMatchObject([
      { decoder: 'graph', accuracy: { value: 0.95 }, difference: null, onlyThis: 0, onlyInUse: 0 },
      { decoder: 'soft', accuracy: { value: 0.9 }, onlyThis: 1, onlyInUse: 3 },
    ])
    const { value, low, high } = decoders[1].difference ?? { value: 0, low: 0, high: 0 }
    expect(value).toBeCloseTo(-0.05, 10)
    expect(low).toBeLessThan(-0.1)
    expect(high).toBeGreaterThan(0)
  })

  it('gives no number by a handful of samples', () => {
    const few = new Map([['graph' as const, ones(14)]])
    expect(compareDecoders({ inUse: 'graph', right: few, weight: ones(14) })).toMatchObject({
      audits: 14,
      needed: 15,
      decoders: [],
    })
  })

  it('holds the true difference as often as it promises', () => {
    // Deterministic draws: pairs won with 10 %, lost with 4 %.
    let state = 12_345
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    let held = 0
    const times = 1000
    for (let time = 0; time < times; time += 1) {
      const own = ones(60)
      const base = ones(60)
      for (let i = 0; i < 60; i += 1) {
        const draw = random()
        if (draw < 0.1) base[i] = 0
        else if (draw < 0.14) own[i] = 0
      }
      const { low, high } = pairedDifference(own, base, ones(60))
      if (low <= 0.06 && 0.06 <= high) held += 1
    }
    expect(held / times).toBeGreaterThan(0.93)
  })
})
