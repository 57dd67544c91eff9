import { afterAll, describe, expect, it } from 'vitest'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject, testSample } from './testing/fixture.ts'
import { writeVersion1Project } from './testing/version-1-project.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const holder = 'the test'
const details = {
  source: 'table.csv',
  format: 'csv' as const,
  shape: { kind: 'vector' as const, length: 2, columns: ['wide', 'long'] },
  recipe: null,
}

function vectorSample(number: number, changes: Parameters<typeof testSample>[1] = {}) {
  return testSample(number, { input: Float32Array.of(number, 1), ...changes })
}

describe('what comes with samples beside the model’s input', () => {
  it('is kept by import, under the names that import gave it', () => {
    const file = folder.file()
    const project = testProject(file)
    const first = project.beginImport({ ...details, fieldNames: ['place', 'day'], featureNames: ['w', 'l'] })
    first.add(vectorSample(1, { fields: ['Ulm', '3'], text: 'Zwölf 🐑 und mehr' }))
    first.add(vectorSample(2, { fields: ['', '4'] }))
    first.commit()
    const second = project.beginImport({ ...details, fieldNames: ['colour'] })
    second.add(vectorSample(3, { fields: ['red'], text: '' }))
    second.add(vectorSample(4))
    second.commit()
    const found = ({ samples }: Project) => [
      [1, 2, 3, 4].map((id) => samples.fields(id)),
      [1, 2, 3, 4].map((id) => samples.text(id)),
      samples.textStarts([3, 2, 1], 7),
      samples.featureNames(),
    ]
    const expected = [
      [
        [
          { name: 'place', value: 'Ulm' },
          { name: 'day', value: '3' },
        ],
        [
          { name: 'place', value: '' },
          { name: 'day', value: '4' },
        ],
        [{ name: 'colour', value: 'red' }],
        [],
      ],
      ['Zwölf 🐑 und mehr', null, '', null],
      ['', null, 'Zwölf 🐑'],
      ['w', 'l'],
    ]
    expect(found(project)).toEqual(expected)
    expect(errorOf(() => project.samples.fields(5)).code).toBe('sample-not-found')
    expect(errorOf(() => project.samples.text(0)).code).toBe('sample-not-found')
    project.close()
    const again = Project.open(file, { holder })
    expect(found(again)).toEqual(expected)
    again.close()
  })

  it('is gone with an import that is rolled back', () => {
    const project = testProject(folder.file())
    const transaction = project.beginImport({ ...details, fieldNames: ['place'] })
    transaction.add(vectorSample(1, { fields: ['Ulm'], text: 'x' }))
    transaction.rollback()
    const again = project.beginImport(details)
    again.add(vectorSample(1))
    again.commit()
    expect([project.samples.fields(1), project.samples.text(1)]).toEqual([[], null])
    // Names of the shape, where no import gave others.
    expect(project.samples.featureNames()).toEqual(['wide', 'long'])
    project.close()
  })

  it('has as many fields as were declared', () => {
    const project = testProject(folder.file())
    const transaction = project.beginImport({ ...details, fieldNames: ['place'] })
    expect(errorOf(() => transaction.add(vectorSample(1, { fields: ['Ulm', '3'] })))).toMatchObject({
      code: 'internal',
      expected: '1 fields',
      found: '2',
    })
    transaction.rollback()
    project.close()
  })

  it('is nothing in projects of the first format', () => {
    const file = folder.file()
    writeVersion1Project(file)
    const project = Project.open(file, { holder })
    const { samples } = project
    expect([samples.fields(1), samples.text(1), samples.featureNames()]).toEqual([[], null, null])
    project.close()
  })
})
