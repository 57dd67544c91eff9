import { describe, expect, it } from 'vitest'
import { Adam } from './adam.ts'

describe('Adam', () => {
  it('makes the steps of the paper', () => {
    const adam = new Adam(1)
    const values = Float32Array.of(1)
    let expected = 1
    let m = 0
    let v = 0
    for (const [i, gradient] of [0.5, -2, 3].entries()) {
      const t = i + 1
      m = 0.9 * m + 0.1 * gradient
      v = 0.999 * v + 0.001 * gradient ** 2
      expected -= (0.01 * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
      adam.update(values, 0, Float32Array.of(gradient), 0.01, t)
      expect(values[0]).toBeCloseTo(expected, 5)
    }
  })

  it('touches only the parameters it is given a gradient for', () => {
    const adam = new Adam(4)
    const values = Float32Array.of(1, 1, 1, 1)
    adam.update(values, 1, Float32Array.of(1, -1), 0.1, 1)
    expect([...values].map((x) => Math.round(x * 1e4) / 1e4)).toEqual([1, 0.9, 1.1, 1])
    expect([adam.m[0], adam.m[3]]).toEqual([0, 0])
  })

  it('forgets moments, all or a part', () => {
    const adam = new Adam(3)
    adam.update(new Float32Array(3), 0, Float32Array.of(1, 1, 1), 0.1, 1)
    adam.forget(1, 1)
    expect(adam.m[1]).toBe(0)
    expect(adam.m[2]).toBeGreaterThan(0)
    adam.reset()
    expect([...adam.m, ...adam.v]).toEqual([0, 0, 0, 0, 0, 0])
  })
})
