import { describe, expect, it } from 'vitest'
import { barImages, smallConfig } from './testing/small-trainings.ts'
import { freshState, isHealthy } from './training-state.ts'

describe('isHealthy', () => {
  const fresh = () => freshState(barImages(20), 1, smallConfig)

  it('takes a state as it begins, and large numbers', () => {
    const state = fresh()
    expect(isHealthy(state)).toBe(true)
    state.trainer.parameters.values.fill(3e38)
    expect(isHealthy(state)).toBe(true)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'finds %d among weights and among moments',
    (bad) => {
      for (const of of ['weights', 'm', 'v'] as const) {
        const { trainer, ...state } = fresh()
        const values = of === 'weights' ? trainer.parameters.values : trainer.adam[of]
        values[values.length - 2] = bad
        expect(isHealthy({ ...state, trainer }), of).toBe(false)
      }
    },
  )
})
