import { type JitterRecipeName, jitterRecipes, recipeOf } from '../../../src-main/contract/jitter-recipes.ts'
import { type Jitter, jitterSchema } from '../../../src-main/contract/training.ts'

/** A recipe, and the ranges as typed: rotation in degrees, the others in percent. They count where it is `custom`. */
export type JitterDraft = Record<JitterField, string> & { recipe: JitterChoice; mirrored: boolean }

export type JitterChoice = JitterRecipeName | 'custom'
export type JitterField = Exclude<keyof Jitter, 'flip'>

export const jitterFields = Object.keys(jitterSchema.shape).filter((key) => key !== 'flip') as JitterField[]

/** What a range of 1 is in the unit of its field. */
function unitOf(field: string): number {
  return field === 'rotation' ? 180 / Math.PI : 100
}

function written(value: number): string {
  return String(Number(value.toPrecision(3)))
}

/** A number as typed; NaN, which no range accepts, where it is none. */
export function readNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

export function jitterDraftOf(jitter: Jitter): JitterDraft {
  const texts = jitterFields.map((field) => [field, written(jitter[field] * unitOf(field))])
  return {
    ...(Object.fromEntries(texts) as Record<JitterField, string>),
    recipe: recipeOf(jitter),
    mirrored: jitter.flip > 0,
  }
}

/** What changes when a recipe is chosen; `custom` starts from the numbers of the recipe before it. */
export function choiceOf(recipe: JitterChoice): Partial<JitterDraft> {
  return recipe === 'custom' ? { recipe } : jitterDraftOf(jitterRecipes[recipe])
}

/** The ranges that the draft stands for, not checked yet. */
export function jitterInput(draft: JitterDraft): object {
  if (draft.recipe !== 'custom') return jitterRecipes[draft.recipe]
  const ranges = jitterFields.map((field) => [field, readNumber(draft[field]) / unitOf(field)])
  return { ...Object.fromEntries(ranges), flip: draft.mirrored ? 0.5 : 0 }
}

/** The jitter, or null while a number is wrong. */
export function parseJitter(draft: JitterDraft): Jitter | null {
  return jitterSchema.safeParse(jitterInput(draft)).data ?? null
}

/** A limit of a range in the unit of its field. */
export function limitText(field: JitterField, limit: number): string {
  return String(Math.round(limit * unitOf(field)))
}
