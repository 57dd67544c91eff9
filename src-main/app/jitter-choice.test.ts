import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { jitterOf, recipeFor, rememberJitter } from './jitter-choice.ts'
import { scriptedEngine, temporaryWorkbench } from './testing/sorted-project.ts'

let opened: ReturnType<typeof temporaryWorkbench>
afterEach(() => opened.end())

it('goes by the samples until people choose, and remembers that', async () => {
  opened = temporaryWorkbench(scriptedEngine([]))
  await opened.workbench.createProject(join(opened.folder, 'letters'))
  const open = opened.workbench.project()
  await open.imports.run(drawnLetters({ count: 30, seed: 1 }))
  const shape = open.store.samples.inputShape() as InputShape
  expect(recipeFor(open.store, shape)).toBe('handwriting')
  expect(jitterOf(open.store, shape)).toEqual(jitterRecipes.handwriting)

  rememberJitter(open.store, jitterRecipes.photos)
  expect(jitterOf(open.store, shape)).toEqual(jitterRecipes.photos)
  const custom = { ...jitterRecipes.photos, flip: 0 as const }
  rememberJitter(open.store, custom)
  expect(jitterOf(open.store, shape)).toEqual(custom)
  expect(recipeFor(open.store, shape)).toBe('handwriting')
  const vectors = { kind: 'vector' as const, length: 1, columns: ['a'] }
  expect(jitterOf(open.store, vectors)).toEqual(jitterRecipes.none)
})
