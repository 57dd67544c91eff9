import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { importRequestSchema } from '../contract/data.ts'
import { FakeDecoder } from '../dataset/testing/fake-decoder.ts'
import { Project } from '../project/project.ts'
import { ImportService } from './import-service.ts'
import { peekSource } from './peek-source.ts'
import { ProjectDesk } from './project-desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-desk-'))
const project = Project.create(join(folder, 'p.fewlabel'), { holder: 'test' })
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})
const desk = new ProjectDesk(project)
const startProgram = () => new FakeDecoder()
const table = (name: string, first: number, count: number) => {
  const rows = Array.from(
    { length: count },
    (_, i) => `${first + i},${(first + i) ** 2},${i % 2 ? 'odd' : 'even'}`,
  )
  const path = join(folder, name)
  writeFileSync(path, ['a,b,class', ...rows].join('\n'))
  return importRequestSchema.parse({ source: path })
}

it('shows the first samples of a source without importing any', async () => {
  const peeked = await peekSource(table('first.csv', 0, 30), startProgram)
  expect(peeked).toHaveLength(12)
  expect(peeked[1]).toMatchObject({ classes: ['odd'], text: null })
  expect([...peeked[3].picture.input]).toEqual([3, 9])
  expect(project.samples.count()).toBe(0)
})

it('lists imports with what of each is labeled, and who labeled', async () => {
  const imports = new ImportService({
    project,
    startProgram,
    publish: () => {},
    assertFree: () => {},
    annotator: () => 'ann',
    onImported: () => {},
  })
  await imports.run(table('first.csv', 0, 30))
  await imports.run(table('second.csv', 100, 10))
  const classId = project.classes.add({ name: 'odd' }).id
  const label = (samples: number[], annotator: string) =>
    project.labels.append({ kind: 'label', samples, classId, annotator })
  label([2, 4], 'ann')
  label([31, 32, 40], 'bea')
  expect(desk.imports()).toMatchObject({
    imports: [
      { source: join(folder, 'first.csv'), format: 'csv', samples: 30, labeled: 2 },
      { source: join(folder, 'second.csv'), format: 'csv', samples: 10, labeled: 3 },
    ],
  })
  expect(desk.exportChoices()).toMatchObject({
    annotators: [
      { name: 'bea', labels: 3 },
      { name: 'ann', labels: 2 },
    ],
    hasTexts: false,
    facts: null,
  })
})

it('keeps what the lead said of the set', () => {
  const facts = {
    name: 'Numbers',
    description: 'Odd and even.',
    license: 'https://example.org/license',
    url: 'https://example.org/numbers',
    creator: 'Ann',
  }
  desk.rememberFacts(facts)
  expect(desk.exportChoices().facts).toEqual(facts)
})
