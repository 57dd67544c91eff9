import { z } from 'zod'
import type { InputShape } from '../contract/data.ts'
import {
  type JitterRecipeName,
  jitterRecipeNames,
  jitterRecipes,
  recipeOf,
} from '../contract/jitter-recipes.ts'
import { type Jitter, jitterSchema } from '../contract/training.ts'
import { suggestedRecipe } from '../model/suggested-recipe.ts'
import type { Project } from '../project/project.ts'

/** Images looked at to tell handwriting from photos. */
const imagesLookedAt = 200

const settingKey = 'jitter'
/** A recipe is kept by its name, so that a project follows when the recipe gets better. */
const settingSchema = z.union([z.enum(jitterRecipeNames), jitterSchema])

/** The jitter of a project's next training: the one of its last, else the recipe that suits its samples. */
export function jitterOf(project: Project, shape: InputShape): Jitter {
  if (shape.kind === 'vector') return jitterRecipes.none
  const chosen = project.settings.get(settingKey, settingSchema) ?? recipeFor(project, shape)
  return typeof chosen === 'string' ? jitterRecipes[chosen] : chosen
}

/** Keeps what people train with for the next time. */
export function rememberJitter(project: Project, jitter: Jitter): void {
  const recipe = recipeOf(jitter)
  project.settings.set(settingKey, recipe === 'custom' ? jitter : recipe)
}

/** The recipe that suits the samples, by a look at some from all over the project. */
export function recipeFor(project: Project, shape: InputShape): JitterRecipeName {
  if (shape.kind === 'vector' || shape.channels === 3) return suggestedRecipe(new Uint8Array(), shape)
  const samples = project.samples.count()
  const count = Math.min(imagesLookedAt, samples)
  const length = shape.side * shape.side
  const inputs = new Uint8Array(count * length)
  for (let i = 0; i < count; i++) {
    inputs.set(project.samples.input(1 + Math.floor((i * samples) / count)), i * length)
  }
  return suggestedRecipe(inputs, shape)
}
