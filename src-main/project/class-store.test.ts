import { afterAll, describe, expect, it } from 'vitest'
import { reservedHotkeys } from '../contract/labeling.ts'
import { classColours, defaultColour } from './class-colours.ts'
import { defaultHotkey } from './class-hotkeys.ts'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

describe('classes', () => {
  it('get ids, colours and keys, and keep them', () => {
    const file = folder.file()
    const project = testProject(file, { classes: ['cat', ' dog '] })
    project.classes.add({ name: 'owl', colour: '#ABCDEF', hotkey: 'o' })
    project.classes.add({ name: 'eel', hotkey: null })
    const expected = [
      { id: 1, name: 'cat', colour: classColours[0], hotkey: '1' },
      { id: 2, name: 'dog', colour: classColours[1], hotkey: '2' },
      { id: 3, name: 'owl', colour: '#abcdef', hotkey: 'o' },
      { id: 4, name: 'eel', colour: classColours[2], hotkey: null },
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
    expect(classes.setHotkey(1, 'm').hotkey).toBe('m')
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
      () => classes.merge(1, 1),
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
    project.classes.merge(2, 1)
    project.classes.merge(1, 3)
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

describe('default keys', () => {
  it('are a name of one key, the digits, letters of the name, any letter, never one the window uses', () => {
    const taken = new Set<string>()
    const keys = [...Array(30)].map((_, i) => {
      const key = defaultHotkey(`class ${String.fromCharCode(97 + (i % 26))}`, taken)
      if (key) taken.add(key)
      return key
    })
    expect(keys.slice(0, 10).join('')).toBe('1234567890')
    expect(keys[10]).toBe('l')
    expect(new Set(keys).size).toBe(30)
    expect(keys.filter((key) => reservedHotkeys.has(key ?? ''))).toEqual([])
    expect(defaultHotkey('7', new Set())).toBe('7')
    expect(defaultHotkey('F', new Set())).toBe('1')
    expect(defaultHotkey('owl', new Set('1234567890'))).toBe('o')
    expect(defaultHotkey('fez', new Set('1234567890'))).toBe('e')
    expect(defaultHotkey('猫', new Set('1234567890'))).toBe('a')
    expect(defaultHotkey('one', new Set('1234567890abdeghilmoprstuvwxyz'))).toBeNull()
  })
})

/** Relative luminance (WCAG 2.2) and OKLab coordinates of a colour, as seen through `vision` [3 × 3]. */
function see(colour: string, vision: number[][]) {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const times = (matrix: number[][], vector: number[]) =>
    matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i], 0))
  const seen = times(vision, linear).map((value) => Math.min(1, Math.max(0, value)))
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    seen,
  ).map(Math.cbrt)
  const lab = times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  )
  return { luminance: times([[0.2126, 0.7152, 0.0722]], linear)[0], lab }
}

// Machado, Oliveira and Fernandes (2009), severity 1.
const visions = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

function closest(colours: readonly string[], vision: number[][]): number {
  const seen = colours.map((colour) => see(colour, vision).lab)
  return Math.min(
    ...seen.flatMap((a, i) => seen.slice(0, i).map((b) => Math.hypot(...a.map((value, k) => value - b[k])))),
  )
}

describe('default colours', () => {
  it('stand out from white and from near-black by 3 : 1', () => {
    const dark = see('#1a1a1a', visions.normal).luminance
    for (const colour of classColours) {
      const { luminance } = see(colour, visions.normal)
      expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(3)
      expect((luminance + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(3)
    }
  })

  it('differ from each other, the first ten also without red or green cones', () => {
    expect(new Set(classColours).size).toBeGreaterThanOrEqual(30)
    expect(closest(classColours, visions.normal)).toBeGreaterThan(0.04)
    expect(closest(classColours.slice(0, 10), visions.normal)).toBeGreaterThan(0.09)
    expect(closest(classColours.slice(0, 10), visions.protanopia)).toBeGreaterThan(0.06)
    expect(closest(classColours.slice(0, 10), visions.deuteranopia)).toBeGreaterThan(0.06)
  })

  it('are given once each before any is given twice', () => {
    expect(defaultColour(classColours.slice(0, 5))).toBe(classColours[5])
    expect(defaultColour([...classColours, classColours[0]])).toBe(classColours[1])
  })
})
