import { describe, expect, it } from 'vitest'
import { queryStrategies } from '../contract/labeling.ts'
import { clusters, posteriors, stateWith, truth } from './query-examples.ts'
import { pickSamples } from './queue.ts'

const none = new Set<number>()
const ask = (labeled: readonly number[], count: number, exclude: ReadonlySet<number> = none, seed = 1) =>
  pickSamples(stateWith(labeled), 'default', count, exclude, seed)

describe('random questions', () => {
  it('go through one order per seed, whatever is labeled on the way', () => {
    const whole = pickSamples(stateWith([]), 'random', 20, none, 4)
    const rest = pickSamples(stateWith(whole.slice(0, 5)), 'random', 15, none, 4)
    expect(rest).toEqual(whole.slice(5))
    const other = pickSamples(stateWith([]), 'random', 20, none, 5)
    expect(other).not.toEqual(whole)
  })
})

describe.each(queryStrategies)('%s questions', (strategy) => {
  it('leave out what is labeled, junk, on screen, passed over or without an answer, and repeat nothing', () => {
    const state = stateWith([1, 2, 3])
    const skipped = new Uint8Array(posteriors.count)
    skipped[4] = 1
    const answerable = new Uint8Array(posteriors.count).fill(1)
    answerable[5] = 0
    const excluded = new Uint8Array(posteriors.count)
    excluded[7] = 1
    const asked = pickSamples({ ...state, skipped, answerable, excluded }, strategy, 1000, new Set([6]), 1)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.length).toBe(posteriors.count - 7)
    for (const sample of [1, 2, 3, 4, 5, 6, 7]) expect(asked).not.toContain(sample)
  })

  it('are none where none are left', () => {
    expect(pickSamples(stateWith([...truth.keys()]), strategy, 5, none, 1)).toEqual([])
  })
})

describe('informative questions', () => {
  it('reach every group before coming back to one', () => {
    const asked = ask([], 8)
    expect(new Set(asked.map((sample) => clusters.component[sample])).size).toBe(8)
  })

  it('go on where people have not been', () => {
    const first = ask([], 4)
    const next = ask(first, 4)
    const groups = (samples: readonly number[]) =>
      new Set(samples.map((sample) => clusters.component[sample]))
    expect([...groups(next)].filter((group) => groups(first).has(group))).toEqual([])
  })

  it('go elsewhere after a sample was passed over', () => {
    const [skipped] = ask([], 1)
    const [next] = ask([], 1, new Set([skipped]))
    expect(clusters.component[next]).not.toBe(clusters.component[skipped])
  })

  it('are not moved by a sample that was found to be junk', () => {
    const [junk, ...others] = ask([], 4)
    const excluded = new Uint8Array(posteriors.count)
    excluded[junk] = 1
    const [again] = pickSamples({ ...stateWith(others), excluded }, 'sigma', 1, none, 1)
    expect(clusters.component[again]).toBe(clusters.component[junk])
  })

  it('ask for typical samples', () => {
    const asked = ask([], 8)
    const mean = (samples: readonly number[]) =>
      samples.reduce((sum, sample) => sum + clusters.typicality[sample], 0) / samples.length
    expect(mean(asked)).toBeGreaterThan(mean([...truth.keys()]))
  })

  it('are the same for the same state and seed', () => {
    expect(ask([3, 9], 10)).toEqual(ask([9, 3], 10))
  })

  it('leave out samples that are not sorted yet', () => {
    const state = stateWith([])
    const weights = posteriors.weights.slice()
    weights.fill(0, 0, posteriors.width)
    const component = clusters.component.slice()
    component[0] = 0xffff
    const asked = pickSamples(
      { ...state, posteriors: { ...posteriors, weights }, clusters: { ...clusters, component } },
      'default',
      1000,
      none,
      1,
    )
    expect(asked.length).toBe(posteriors.count - 1)
    expect(asked.some((sample) => sample === 0)).toBe(false)
  })
})
