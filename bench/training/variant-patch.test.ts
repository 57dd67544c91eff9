import { expect, test } from 'vitest'
import { jitterRecipes } from '../../src-main/contract/jitter-recipes.ts'
import { jitterSchema, trainingConfigSchema } from '../../src-main/contract/training.ts'
import { patched, variants } from './variant-patch.ts'

const config = trainingConfigSchema.parse({
  warmupEpochs: 10,
  elboEpochs: 12,
  jitter: jitterRecipes.handwriting,
})

test('a variant changes one thing', () => {
  expect(patched(config, variants.default)).toEqual(config)
  expect(patched(config, variants['clusters-50'])).toEqual({ ...config, clusters: 50 })
  expect(patched(config, variants['affine-jitter']).jitter).toEqual({ ...config.jitter, elastic: 0 })
  expect(patched(config, variants['no-jitter']).jitter).toEqual(jitterRecipes.none)
})

test('stronger jitter stays within what people may choose, and mirrors as often', () => {
  const strong = patched(
    { ...config, jitter: { ...jitterRecipes.photos, crop: 0.45 } },
    variants['stronger-jitter'],
  )
  expect(jitterSchema.parse(strong.jitter)).toEqual(strong.jitter)
  expect(strong.jitter.flip).toBe(0.5)
  expect(strong.jitter.rotation).toBeCloseTo(1.5 * jitterRecipes.photos.rotation)
  expect(strong.jitter.crop).toBeGreaterThan(0.45)
})

test('elastic jitter alone takes the strength for handwriting where the recipe has none', () => {
  const photos = patched({ ...config, jitter: jitterRecipes.photos }, variants['elastic-jitter'])
  expect(photos.jitter).toEqual({ ...jitterRecipes.none, elastic: jitterRecipes.handwriting.elastic })
})
