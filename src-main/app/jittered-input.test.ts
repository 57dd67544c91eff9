import { expect, it } from 'vitest'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { jitteredInput } from './jittered-input.ts'

const { none, photos } = jitterRecipes
const shape = { kind: 'image', side: 4, channels: 3 } as const
const input = Uint8Array.from({ length: 48 }, (_, i) => i * 5)

it('gives bytes back: the image itself where nothing is jittered', () => {
  expect(jitteredInput(input, shape, none, 1)).toEqual(input)
  expect(jitteredInput(input, shape, photos, 1, 2)).toEqual(jitteredInput(input, shape, photos, 1, 2))
  expect(jitteredInput(input, shape, photos, 1, 2)).not.toEqual(jitteredInput(input, shape, photos, 1, 3))
})

it('says that vectors have no pictures', () => {
  const vector = { kind: 'vector' as const, length: 1, columns: ['a'] }
  expect(() => jitteredInput(Float32Array.of(1), vector, none)).toThrow('Only images')
})
