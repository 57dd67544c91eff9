import { describe, expect, it } from 'vitest'
import { jitterRecipes } from '../../../src-main/contract/jitter-recipes.ts'
import { trainingConfigSchema } from '../../../src-main/contract/training.ts'
import { draftOf, parseDraft } from './training-draft.ts'

const config = trainingConfigSchema.parse({
  warmupEpochs: 10,
  elboEpochs: 12,
  jitter: jitterRecipes.handwriting,
})

describe('training draft', () => {
  it('gives back what it was made from', () => {
    const parsed = parseDraft(draftOf(config))
    expect('config' in parsed && parsed.config).toMatchObject({
      clusters: 100,
      hiddenUnits: [512, 512],
      warmupEpochs: 10,
      learningRate: 1e-3,
    })
    expect('config' in parsed && parsed.config.jitter).toEqual(config.jitter)
  })

  it('says what is wrong, field by field, in the units of the field', () => {
    const parsed = parseDraft({
      ...draftOf(config),
      clusters: '1',
      elboEpochs: '2.5',
      latentDimensions: '',
      learningRate: '0',
      hiddenUnits: '',
      recipe: 'custom',
      shift: '80',
      rotation: '500',
      elastic: 'much',
    })
    expect(parsed).toEqual({
      errors: {
        clusters: 'At least 2.',
        elboEpochs: 'A whole number.',
        latentDimensions: 'A number.',
        learningRate: 'More than 0.',
        hiddenUnits: 'One to six layers, such as 512, 512.',
        shift: 'At most 50.',
        rotation: 'At most 180.',
        elastic: 'A number.',
      },
    })
  })

  it('reads what vectors are shown with in percent', () => {
    const draft = draftOf({ ...config, encoder: 'given', columnDropout: 0.2 })
    expect(draft).toMatchObject({ encoder: 'given', vectorNoise: '10', columnDropout: '20' })
    const parsed = parseDraft({ ...draft, vectorNoise: '12,5' })
    expect('config' in parsed && parsed.config).toMatchObject({
      encoder: 'given',
      vectorNoise: 0.125,
      columnDropout: 0.2,
    })
    expect(parseDraft({ ...draft, columnDropout: '95' })).toEqual({
      errors: { columnDropout: 'At most 90.' },
    })
  })

  it('takes layers however they are separated', () => {
    const parsed = parseDraft({ ...draftOf(config), hiddenUnits: '256 128;64' })
    expect('config' in parsed && parsed.config.hiddenUnits).toEqual([256, 128, 64])
    expect(parseDraft({ ...draftOf(config), hiddenUnits: '512, x' })).toEqual({
      errors: { hiddenUnits: 'Whole numbers, such as 512, 512.' },
    })
  })
})
