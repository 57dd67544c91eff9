import { describe, expect, it } from 'vitest'
import { jitterRecipeNames, jitterRecipes } from '../../../src-main/contract/jitter-recipes.ts'
import { choiceOf, type JitterDraft, jitterDraftOf, parseJitter } from './jitter-draft.ts'

const handwriting = jitterDraftOf(jitterRecipes.handwriting)
const chosen = (draft: JitterDraft, ...recipes: JitterDraft['recipe'][]): JitterDraft =>
  Object.assign({}, draft, ...recipes.map(choiceOf))

describe('jitter draft', () => {
  it.each(jitterRecipeNames)('gives back the recipe %s to the letter, however it was come by', (name) => {
    expect(parseJitter(jitterDraftOf(jitterRecipes[name]))).toEqual(jitterRecipes[name])
    expect(parseJitter(chosen(handwriting, 'photos', 'custom', name))).toEqual(jitterRecipes[name])
  })

  it('starts from the numbers of the recipe before it when the choice is custom', () => {
    const draft = chosen(handwriting, 'photos', 'custom')
    expect(draft).toMatchObject({
      recipe: 'custom',
      rotation: '7.45',
      scale: '6',
      brightness: '10',
      mirrored: true,
    })
    const jitter = parseJitter({ ...draft, mirrored: false, scale: '12,5' })
    expect(jitter).toMatchObject({ flip: 0, scale: 0.125, crop: 0, contrast: 0.2 })
    expect(jitter?.rotation).toBeCloseTo(0.13, 3)
  })

  it('is nothing while a number is wrong, and does not mind one that is out of sight', () => {
    const wrong = { ...handwriting, rotation: 'nonsense' }
    expect(parseJitter({ ...wrong, recipe: 'custom' })).toBeNull()
    expect(parseJitter(wrong)).toEqual(jitterRecipes.handwriting)
  })
})
