import { afterAll, describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { reservedHotkeys } from '../contract/labeling.ts'
import { classColour } from './class-colours.ts'
import { Project } from './project.ts'
import { errorOf, mergeClasses, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

/** What classes have that nobody said more of. */
const plain = { group: [], guideline: '', examples: [] }

describe('classes', () => {
  it('come back under their name when a merge is taken back, or beside who took it', () => {
    const project = testProject(folder.file(), { classes: ['cat', 'kitten', 'feline'] })
    const { classes, labels } = project
    mergeClasses(project, 2, 1)
    labels.undo('ann')
    expect(classes.list()).toMatchObject([{ id: 1 }, { id: 2, name: 'kitten', hotkey: '2' }, { id: 3 }])
    labels.redo('ann')
    classes.add({ name: 'Kitten' })
    classes.add({ name: 'kitten (2)' })
    labels.undo('ann')
    expect(classes.get(2)).toMatchObject({ name: 'kitten (3)', hotkey: null })
    expect(classes.get(4)).toMatchObject({ name: 'Kitten', hotkey: '2' })
    labels.redo('ann')
    expect(classes.resolve(2)).toBe(1)
    project.close()
  })

  it('have groups, a guideline and examples', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 4, classes: ['cat', 'dog'] })
    const { classes } = project
    expect(classes.setGroup(1, [' animals ', 'pets']).group).toEqual(['animals', 'pets'])
    expect(classes.setGuideline(1, ' Whiskers.\n').guideline).toBe('Whiskers.')
    for (const sample of [3, 1, 4, 3]) classes.setExample(1, sample, true)
    classes.setExample(2, 1, true)
    expect(classes.setExample(1, 1, false).examples).toEqual([3, 4])
    expect(classes.setExample(1, 1, true).examples).toEqual([3, 4, 1])
    const bad = [
      () => classes.setGroup(1, ['']),
      () => classes.setGroup(1, Array(9).fill('x')),
      () => classes.setGuideline(1, 'x'.repeat(4001)),
    ]
    expect(bad.map((call) => errorOf(call).code)).toEqual(bad.map(() => 'bad-request'))
    expect(errorOf(() => classes.setExample(1, 5, true)).code).toBe('sample-not-found')
    const list = classes.list()
    expect(list[1]).toMatchObject({ ...plain, examples: [1] })
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.classes.list()).toEqual(list)
    again.close()
  })

  it('can be added by the thousand, each judged on its own', () => {
    const project = testProject(folder.file(), { classes: ['class 7'] })
    const names = Array.from({ length: 1000 }, (_, i) => `class ${i + 1}`)
    const results = project.classes.addAll([...names, 'class 3', ' '].map((name) => ({ name })))
    const refused = results.flatMap((result, i) =>
      result instanceof FewlabelError ? [[i, result.code]] : [],
    )
    expect(refused).toEqual([
      [6, 'class-conflict'],
      [1000, 'class-conflict'],
      [1001, 'bad-request'],
    ])
    const list = project.classes.list()
    expect(list.map(({ name }) => name)).toEqual(['class 7', ...names.filter((name) => name !== 'class 7')])
    expect(new Set(list.map(({ colour }) => colour)).size).toBe(1000)
    // All ten digits and the letters that mean nothing else; the others have no key.
    expect(list.filter(({ hotkey }) => hotkey !== null)).toHaveLength(36 - reservedHotkeys.size)
    project.close()
  })

  it('get ids, colours and keys, and keep them', () => {
    const file = folder.file()
    const project = testProject(file, { classes: ['cat', ' dog '] })
    project.classes.add({ name: 'owl', colour: '#ABCDEF', hotkey: 'o' })
    project.classes.add({ name: 'eel', hotkey: null })
    const expected = [
      { id: 1, name: 'cat', colour: classColour(0), hotkey: '1', ...plain },
      { id: 2, name: 'dog', colour: classColour(1), hotkey: '2', ...plain },
      { id: 3, name: 'owl', colour: '#abcdef', hotkey: 'o', ...plain },
      { id: 4, name: 'eel', colour: classColour(2), hotkey: null, ...plain },
    ]
    expect(project.classes.list()).toEqual(expected)
    expect(project.classes.find('DOG')?.id).toBe(2)
    expect(project.classes.find('cow')).toBeNull()
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.classes.list()).toEqual(expected)
    again.close()
  })

  it('can be renamed, recoloured and given other keys', () => {
    const project = testProject(folder.file(), { classes: ['cat', 'dog'] })
    const { classes } = project
    expect(classes.rename(1, 'Cat').name).toBe('Cat')
    expect(classes.recolour(1, '#102030').colour).toBe('#102030')
    expect(classes.setHotkey(1, 'l').hotkey).toBe('l')
    expect(classes.setHotkey(2, '1').hotkey).toBe('1')
    expect(classes.setHotkey(2, null).hotkey).toBeNull()
    project.close()
  })

  it('never share a name or a key', () => {
    const project = testProject(folder.file(), { classes: ['cat', 'dog', 'Äpfel'] })
    const { classes } = project
    const conflicts = [
      () => classes.add({ name: 'CAT ' }),
      () => classes.add({ name: 'A\u0308PFEL' }),
      () => classes.rename(2, 'Cat'),
      () => classes.add({ name: 'owl', hotkey: '1' }),
      () => classes.setHotkey(2, '1'),
      () => classes.setHotkey(2, 'f'),
      () => mergeClasses(project, 1, 1),
    ]
    expect(conflicts.map((call) => errorOf(call).code)).toEqual(conflicts.map(() => 'class-conflict'))
    const nonsense = [
      () => classes.add({ name: '  ' }),
      () => classes.add({ name: 'x'.repeat(201) }),
      () => classes.add({ name: 'owl', hotkey: 'ä' }),
      () => classes.recolour(1, 'red'),
    ]
    expect(nonsense.map((call) => errorOf(call).code)).toEqual(nonsense.map(() => 'bad-request'))
    expect(errorOf(() => classes.rename(9, 'x')).code).toBe('class-not-found')
    expect(classes.list()).toHaveLength(3)
    project.close()
  })

  it('that are merged stand for the one they were merged into, and free name and key', () => {
    const file = folder.file()
    const project = testProject(file, { classes: ['cat', 'kitten', 'feline'] })
    mergeClasses(project, 2, 1)
    mergeClasses(project, 1, 3)
    expect(project.classes.list().map(({ id }) => id)).toEqual([3])
    expect([1, 2, 3].map((id) => project.classes.resolve(id))).toEqual([3, 3, 3])
    expect(errorOf(() => project.classes.rename(2, 'x'))).toMatchObject({
      code: 'class-not-found',
      remedy: 'Use “feline”.',
    })
    expect(project.classes.add({ name: 'Cat' })).toMatchObject({ id: 4, hotkey: '1' })
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.classes.resolve(2)).toBe(3)
    again.close()
  })
})
