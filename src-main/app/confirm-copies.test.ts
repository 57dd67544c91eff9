import { describe, expect, it } from 'vitest'
import { confirmCopies } from './confirm-copies.ts'

const going = new AbortController().signal

describe('confirmCopies', () => {
  it('keeps the pairs of images that are nearly the same', async () => {
    const stripes = (offset: number) =>
      Uint8Array.from({ length: 64 }, (_, i) => ((i + offset) % 8 < 4 ? 200 : 20))
    const inputs = [stripes(0), stripes(3), stripes(0).map((value) => value / 2)]
    const samples = {
      count: () => 3,
      inputShape: () => ({ kind: 'image', side: 8, channels: 1 }) as const,
      input: (id: number) => inputs[id - 1],
    }
    const pairs = [
      [0, 1],
      [0, 2],
    ] as const
    expect(await confirmCopies(samples, pairs, going)).toEqual([[0, 2]])
  })

  it('gives others a turn, and ends when it is told to', async () => {
    const slow = {
      count: () => 20,
      inputShape: () => ({ kind: 'vector' as const, length: 1, columns: ['width'] }),
      input: (id: number) => {
        const until = performance.now() + 1
        while (performance.now() < until);
        return Float32Array.of(id)
      },
    }
    const pairs = Array.from({ length: 19 }, (_, i) => [i, i + 1] as const)
    let turns = 0
    const counting = setInterval(() => turns++, 1)
    await confirmCopies(slow, pairs, going)
    clearInterval(counting)
    expect(turns).toBeGreaterThan(5)
    await expect(confirmCopies(slow, pairs, AbortSignal.timeout(20))).rejects.toThrow()
  })
})
