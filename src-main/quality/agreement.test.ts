import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { agreementAmong, type SampleOpinions } from './agreement.ts'
import { bootstrapIntervals } from './bootstrap.ts'

const people = ['Ann', 'Ben', 'Cleo']
const classIds = [7, 8]

function opinions(...said: string[]): SampleOpinions[] {
  return Array.from(said[0], (_, at) => {
    const by = said.map((_, person) => person).filter((person) => said[person][at] !== '.')
    return { people: by, classes: by.map((person) => Number(said[person][at])) }
  })
}

describe('agreementAmong', () => {
  it('says why it knows nothing', () => {
    const alone = agreementAmong({ people, classIds, samples: opinions('0101') })
    expect(alone).toMatchObject({ samples: 0, alpha: { state: 'unknown', reason: 'one-person' }, pairs: [] })
    const apart = agreementAmong({ people, classIds, samples: opinions('01..', '..01') })
    expect(apart.percent).toEqual({ state: 'unknown', reason: 'nothing-shared' })
    const same = agreementAmong({ people, classIds, samples: opinions('0000', '0000') })
    expect(same.fleiss).toEqual({ state: 'unknown', reason: 'one-class' })
    expect(same.pairs[0].kappa).toEqual({ state: 'unknown', reason: 'one-class' })
    expect(same.percent).toMatchObject({ state: 'known', value: 1 })
  })

  it('gives no interval for a handful of samples, and none from samples that all agree', () => {
    const few = agreementAmong({ people, classIds, samples: opinions('0101', '0111') })
    expect(few.alpha).toMatchObject({ state: 'known', interval: null })
    const agreed = agreementAmong({ people, classIds, samples: opinions('01'.repeat(20), '01'.repeat(20)) })
    expect(agreed.alpha).toEqual({ state: 'known', value: 1, interval: null })
    // A share of 40 out of 40 is known within bounds, though.
    expect(agreed.percent).toMatchObject({ value: 1, interval: { high: 1 } })
    expect(agreed.percent.state === 'known' && agreed.percent.interval?.low).toBeLessThan(0.95)
  })

  it('tells pairs and classes apart, and the same twice', () => {
    const input = {
      people,
      classIds,
      samples: opinions('0011'.repeat(10), '0011'.repeat(10), '0101'.repeat(10)),
    }
    const found = agreementAmong(input)
    expect(found.samples).toBe(40)
    expect(found.pairs.map(({ first, second }) => `${first} ${second}`)).toEqual([
      'Ann Ben',
      'Ann Cleo',
      'Ben Cleo',
    ])
    expect(found.pairs[0].kappa).toMatchObject({ value: 1 })
    expect(found.pairs[1].kappa).toMatchObject({ value: 0 })
    expect(found.classes.map(({ classId, labels }) => [classId, labels])).toEqual([
      [7, 60],
      [8, 60],
    ])
    expect(agreementAmong(input)).toEqual(found)
  })
})

describe('bootstrapIntervals', () => {
  it('holds the true share about as often as it says', () => {
    let held = 0
    const trials = 200
    for (let trial = 0; trial < trials; trial++) {
      const random = createRandom(trial + 1)
      const kinds = Int32Array.from({ length: 200 }, () => (random() < 0.3 ? 1 : 0))
      const [interval] = bootstrapIntervals(kinds, 2, (counts) => [counts[1] / 200], {
        replicates: 200,
        seed: trial,
      })
      if (interval && interval.low <= 0.3 && interval.high >= 0.3) held++
    }
    expect(held / trials).toBeGreaterThan(0.9)
  })

  it('says nothing where most draws say nothing', () => {
    const [interval] = bootstrapIntervals(Int32Array.of(0, 0, 1), 2, (counts) => [counts[1] > 1 ? 1 : null], {
      replicates: 100,
      seed: 1,
    })
    expect(interval).toBeNull()
  })

  it('pairs those people who share most, however many there are', () => {
    const people = Array.from({ length: 2000 }, (_, i) => `p${i}`)
    const samples = Array.from({ length: 4000 }, (_, i) => ({
      people: [i % 2000, (i + 1) % 2000, ...(i < 10 ? [1999] : [])],
      classes: [0, i % 2, ...(i < 10 ? [0] : [])],
    }))
    const started = performance.now()
    const found = agreementAmong({ people, classIds: [1, 2], samples })
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(found.pairs).toHaveLength((30 * 29) / 2)
    expect(found.pairs.some(({ second }) => second === 'p1999')).toBe(true)
    expect(found.pairsWithout).toBe(1970)
  })
})
