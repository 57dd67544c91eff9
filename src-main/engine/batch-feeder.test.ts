import { describe, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { Random } from '../model/random.ts'
import { type BatchOrder, batchFeeder } from './batch-feeder.ts'
import { type BatchSettings, batchSource } from './training-data.ts'

const side = 6
const count = 20

function settingsOf(buffer: ArrayBuffer | SharedArrayBuffer): BatchSettings {
  const inputs = new Uint8Array(buffer).map((_, i) => (i * 31) % 256)
  const shared = new Uint8Array(buffer)
  shared.set(inputs)
  const shape = { kind: 'image', side, channels: 1 } as const
  return {
    data: { shape, count, inputs: shared },
    config: { jitter: jitterRecipes.handwriting, vectorNoise: 0.1, columnDropout: 0 },
    standardisation: null,
  }
}

const bytes = count * side * side
const orders: BatchOrder[] = [0, 1, 2, 3, 4].map((batch) => ({
  samples: Uint32Array.from({ length: 4 }, (_, i) => (4 * batch + i) % count),
  seed: [1, 3, 0, batch],
}))

describe('batchFeeder', () => {
  it('makes the same batches in a thread as here', () => {
    const shared = settingsOf(new SharedArrayBuffer(bytes))
    const threaded = batchFeeder(batchSource(shared), shared)
    const here = settingsOf(new ArrayBuffer(bytes))
    const direct = batchFeeder(batchSource(here), here)
    try {
      for (const [i, order] of orders.entries()) {
        // The last one comes out of turn, as after a rollback.
        const next = i === 3 ? orders[0] : (orders[i + 1] ?? null)
        const expected = direct.batch(order, null)
        const found = threaded.batch(order, next)
        expect(found.size).toBe(4)
        expect([...found.seen]).toEqual([...expected.seen])
        expect([...found.clean]).toEqual([...expected.clean])
      }
    } finally {
      threaded.close()
    }
  })

  it('goes on here when the thread is gone', () => {
    const shared = settingsOf(new SharedArrayBuffer(bytes))
    const feeder = batchFeeder(batchSource(shared), shared)
    const before = [...feeder.batch(orders[0], orders[1]).seen]
    feeder.close()
    expect([...feeder.batch(orders[0], orders[1]).seen]).toEqual(before)
  })

  it('makes a batch here that the thread cannot make', () => {
    const shared = settingsOf(new SharedArrayBuffer(bytes))
    const source = batchSource(shared)
    const expected = [...source.jittered(orders[0].samples, new Random(...orders[0].seed)).seen]
    const shape: InputShape = { kind: 'vector', length: side * side, columns: [] }
    const feeder = batchFeeder(source, { ...shared, data: { ...shared.data, shape } })
    expect([...feeder.batch(orders[0], orders[1]).seen]).toEqual(expected)
    feeder.close()
  })
})
