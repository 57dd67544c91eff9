import { describe, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { type InputSource, loadInputs } from './load-inputs.ts'
import type { TrainingData } from './training-data.ts'

const { signal } = new AbortController()

function sourceOf(
  shape: InputShape,
  values: Uint8Array | Float32Array,
  length: number,
): InputSource & { reads: number[] } {
  const reads: number[] = []
  return {
    reads,
    inputShape: () => shape,
    sampleCount: () => values.length / length,
    readInputs: (first, count) => {
      reads.push(count)
      return values.slice(first * length, (first + count) * length)
    },
  }
}

async function load(source: InputSource, first = 0, abort = signal): Promise<TrainingData> {
  const loading = loadInputs(source, first, abort)
  let step = await loading.next()
  while (!step.done) step = await loading.next()
  return step.value
}

describe('loadInputs', () => {
  it('puts the pieces together', async () => {
    const bytes = Uint8Array.from({ length: 1200 * 128 * 128 }, (_, i) => i % 251)
    const source = sourceOf({ kind: 'image', side: 128, channels: 1 }, bytes, 128 * 128)
    const { inputs, count } = await load(source)
    expect(source.reads.length).toBeGreaterThan(1)
    expect(count).toBe(1200)
    expect(Buffer.compare(inputs as Uint8Array, bytes)).toBe(0)
  })

  it('keeps vectors as numbers', async () => {
    const values = Float32Array.of(1.5, -2, 3, 4, 5, 6)
    const source = sourceOf({ kind: 'vector', length: 3, columns: ['a', 'b', 'c'] }, values, 3)
    expect((await load(source)).inputs).toEqual(values)
  })

  it('reads from a later sample on, and nothing where there is none', async () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6)
    const source = sourceOf({ kind: 'vector', length: 2, columns: ['a', 'b'] }, values, 2)
    expect(await load(source, 1)).toMatchObject({ count: 2, inputs: Float32Array.of(3, 4, 5, 6) })
    expect(await load(source, 3)).toMatchObject({ count: 0, inputs: new Float32Array() })
  })

  it('refuses samples that are not all there', async () => {
    const source = sourceOf({ kind: 'image', side: 4, channels: 1 }, new Uint8Array(160), 16)
    await expect(load({ ...source, sampleCount: () => 11 })).rejects.toMatchObject({
      code: 'project-damaged',
    })
  })

  it('stops when it is told to', async () => {
    const source = sourceOf({ kind: 'image', side: 4, channels: 1 }, new Uint8Array(160), 16)
    await expect(load(source, 0, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  })
})
