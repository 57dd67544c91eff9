import { describe, expect, it } from 'vitest'
import type { ImageRecipe } from '../contract/data.ts'
import { decodedBatches, type UnseenItem } from './image-batches.ts'
import type { SampleBatch } from './sample-source.ts'
import { failureOf } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const recipe: ImageRecipe = { colour: 'grayscale', side: 4, fit: 'pad' }

function unseen(image: string | Uint8Array, id: string): UnseenItem {
  return {
    image,
    at: { file: 'table', place: id },
    finish: (decoded) => ({ externalId: id, sourcePath: null, truth: null, ...decoded }),
  }
}

async function decodeAll(items: UnseenItem[], signal?: AbortSignal): Promise<SampleBatch[]> {
  const stream = async function* () {
    yield* items
  }
  const batches: SampleBatch[] = []
  for await (const batch of decodedBatches(stream(), recipe, () => new FakeDecoder(), signal)) {
    batches.push(batch)
  }
  return batches
}

describe('decodedBatches', () => {
  it('keeps order, names what fails, and passes problems on', async () => {
    const items = Array.from({ length: 40 }, (_, i) => unseen(i === 35 ? 'crash' : `${i}.png`, `row ${i}`))
    items.splice(3, 0, { problem: { file: 'table', place: 'row x', reason: 'it has no image' } })
    const batches = await decodeAll(items)
    expect(batches.map(({ samples }) => samples.length)).toEqual([31, 8])
    const ids = batches.flatMap(({ samples }) => samples.map(({ externalId }) => externalId))
    expect(ids).toEqual(Array.from({ length: 40 }, (_, i) => `row ${i}`).filter((id) => id !== 'row 35'))
    expect(batches.flatMap(({ problems }) => problems.map(({ place }) => place))).toEqual(['row x', 'row 35'])
  })

  it('keeps the bytes of an image that has no file, and only of such', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2)
    const [{ samples }] = await decodeAll([unseen(png, 'a'), unseen('b.png', 'b')])
    expect(samples.map(({ original }) => original)).toEqual([{ mediaType: 'image/png', bytes: png }, null])
  })

  it('sends few large images at a time', async () => {
    const large = new Uint8Array(3 * 1024 * 1024)
    const batches = await decodeAll(Array.from({ length: 5 }, (_, i) => unseen(large, `row ${i}`)))
    expect(batches.map(({ samples }) => samples.length)).toEqual([2, 2, 1])
  })

  it('stops when cancelled', async () => {
    const abort = new AbortController()
    const work = decodeAll([unseen('hang', 'a')], abort.signal)
    setTimeout(() => abort.abort(), 20)
    expect((await failureOf(work)).code).toBe('cancelled')
  })
})
