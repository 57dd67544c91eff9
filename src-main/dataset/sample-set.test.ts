import { describe, expect, it } from 'vitest'
import { letterSkeletons } from './letter-skeletons.ts'
import { parseSkeleton } from './letter-strokes.ts'
import { drawnLetters } from './sample-set.ts'
import { collect, failureOf } from './test-support.ts'

describe('drawnLetters', () => {
  it('draws 28×28 letters of 26 classes, equally often', async () => {
    const source = drawnLetters({ count: 520, seed: 1 })
    expect(source).toMatchObject({ total: 520, shape: { kind: 'image', side: 28, channels: 1 } })
    const { samples, problems, sizes } = await collect(source)
    expect(problems).toEqual([])
    expect(samples).toHaveLength(520)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256)
    const counts = new Map<string | null, number>()
    for (const { truth } of samples) counts.set(truth, (counts.get(truth) ?? 0) + 1)
    expect([...counts.keys()].sort().join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(new Set(counts.values())).toEqual(new Set([20]))
    expect(new Set(samples.map(({ externalId }) => externalId)).size).toBe(520)
    expect(new Set(samples.map(({ contentHash }) => Buffer.from(contentHash).toString('hex'))).size).toBe(520)
  })

  it('puts readable ink into the middle and leaves the border black', async () => {
    const { samples } = await collect(drawnLetters({ count: 130, seed: 3 }))
    for (const sample of samples) {
      const input = sample.input as Uint8Array
      const inked = input.reduce((sum, value) => sum + (value > 127 ? 1 : 0), 0)
      expect(inked).toBeGreaterThan(15)
      expect(inked).toBeLessThan(400)
      for (let i = 0; i < 28; i++) {
        expect([input[i], input[27 * 28 + i], input[i * 28], input[i * 28 + 27]]).toEqual([0, 0, 0, 0])
      }
    }
  })

  it('repeats itself for a seed, and begins alike whatever the count', async () => {
    const inputs = async (count: number, seed: number) =>
      (await collect(drawnLetters({ count, seed }))).samples.map(({ input, truth }) => [truth, [...input]])
    const small = await inputs(30, 7)
    expect(await inputs(30, 7)).toEqual(small)
    expect((await inputs(200, 7)).slice(0, 30)).toEqual(small)
    expect(await inputs(30, 8)).not.toEqual(small)
  })

  it('draws nothing when nothing is asked, and stops when cancelled', async () => {
    expect((await collect(drawnLetters({ count: 0, seed: 1 }))).samples).toEqual([])
    const abort = new AbortController()
    const batches = drawnLetters({ count: 5000, seed: 1 }).batches(abort.signal)
    await batches.next()
    abort.abort()
    expect((await failureOf(batches.next())).code).toBe('cancelled')
  })
})

describe('letterSkeletons', () => {
  it('has several forms of each letter, all well-formed', () => {
    expect(letterSkeletons).toHaveLength(26)
    for (const { upper, lower } of letterSkeletons) {
      expect(upper.length).toBeGreaterThan(1)
      expect(lower.length).toBeGreaterThan(1)
      for (const form of [...upper, ...lower]) {
        for (const { points, corners } of parseSkeleton(form)) {
          expect(corners.length).toBeGreaterThan(1)
          for (const value of points) expect(value >= 0 && value <= 142).toBe(true)
        }
      }
    }
  })

  it('refuses what is not a skeleton', () => {
    expect(() => parseSkeleton('1,2 x')).toThrow(SyntaxError)
  })
})
