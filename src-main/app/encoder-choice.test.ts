import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { importRequestSchema } from '../contract/data.ts'
import { openSource } from '../dataset/open-source.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { normals, Random } from '../model/random.ts'
import { startNodeProgram } from '../process/start-node-program.ts'
import { scriptedEngine, temporaryWorkbench } from './testing/sorted-project.ts'

let opened: ReturnType<typeof temporaryWorkbench>
afterEach(() => opened.end())

const columns = 70
const rows = 40

it('takes embeddings for what they are until people choose, and remembers that', async () => {
  opened = temporaryWorkbench(scriptedEngine([]))
  await opened.workbench.createProject(join(opened.folder, 'embeddings'))
  const open = opened.workbench.project()
  const numbers = normals(new Random(1), rows * columns)
  const header = Array.from({ length: columns }, (_, j) => `e${j}`).join()
  const lines = Array.from({ length: rows }, (_, i) =>
    numbers.subarray(i * columns, (i + 1) * columns).join(),
  )
  const source = join(opened.folder, 'embeddings.csv')
  writeFileSync(source, [header, ...lines].join('\n'))
  await open.imports.run(await openSource(importRequestSchema.parse({ source }), startNodeProgram))

  expect(open.suggestedEncoder()).toBe('given')
  const config = open.training.defaults()
  expect(config).toMatchObject({ encoder: 'given', warmupEpochs: 0, latentDimensions: 32 })
  const learned = open.training.defaults({ encoder: 'learned' })
  expect(learned.warmupEpochs).toBeGreaterThan(0)
  await open.training.run(learned).catch(() => {})
  expect(open.training.defaults().encoder).toBe('learned')
  expect(open.suggestedEncoder()).toBe('given')
})

it('learns to see images, and refuses to take them for embeddings', async () => {
  opened = temporaryWorkbench(scriptedEngine([]))
  await opened.workbench.createProject(join(opened.folder, 'letters'))
  const open = opened.workbench.project()
  await open.imports.run(drawnLetters({ count: 30, seed: 1 }))
  const shape = open.store.samples.inputShape() as InputShape
  expect(shape.kind).toBe('image')
  expect(open.suggestedEncoder()).toBe('learned')
  const config = open.training.defaults({ encoder: 'given' })
  await expect(open.training.run(config)).rejects.toMatchObject({ code: 'bad-request' })
  expect(open.training.state().run).toBeNull()
})
