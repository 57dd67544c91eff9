import { describe, expect, it } from 'vitest'
import { jitterRecipeNames, jitterRecipes, recipeOf } from './jitter-recipes.ts'
import { jitterSchema } from './training.ts'

describe('jitter recipes', () => {
  it.each(jitterRecipeNames)('%s is valid and known again after a trip through JSON', (name) => {
    const stored = jitterSchema.parse(JSON.parse(JSON.stringify(jitterRecipes[name])))
    expect(stored).toEqual(jitterRecipes[name])
    expect(recipeOf(stored)).toBe(name)
  })

  it('calls anything else custom', () => {
    expect(recipeOf({ ...jitterRecipes.photos, flip: 0 })).toBe('custom')
    expect(recipeOf({ ...jitterRecipes.none, elastic: 0.01 })).toBe('custom')
  })

  it('never mirrors handwriting', () => {
    expect(jitterRecipes.handwriting.flip).toBe(0)
  })

  it('leaves off what a configuration stored before does not name', () => {
    expect(jitterSchema.parse({ rotation: 0.3, scale: 0.1, shear: 0.2, shift: 0.1 })).toEqual({
      ...jitterRecipes.none,
      rotation: 0.3,
      scale: 0.1,
      shear: 0.2,
      shift: 0.1,
    })
  })
})
