import { describe, expect, it } from 'vitest'
import type { LabelClass } from '../../../../../src-main/contract/labeling.ts'
import { type ClassTreeRow, classTree, filterClasses } from './class-tree.ts'

function entry(id: number, name: string, ...group: string[]): LabelClass {
  return {
    id,
    name,
    group,
    colour: '#0072c6',
    hotkey: null,
    guideline: '',
    examples: [],
    labeled: id,
    predicted: 10,
  }
}
const classes = [
  entry(1, 'wren', 'Animals', 'Birds'),
  entry(2, 'Ärmel'),
  entry(3, 'cat', 'Animals'),
  entry(4, 'owl', 'Animals', 'Birds'),
]
const written = (rows: ClassTreeRow[]) =>
  rows.map((row) => '  '.repeat(row.depth) + (row.kind === 'group' ? `${row.name}:` : row.entry.name))

describe('classTree', () => {
  it('puts classes before the groups beside them, each under its own', () => {
    expect(written(classTree(classes, new Set()))).toEqual([
      'Ärmel',
      'Animals:',
      '  cat',
      '  Birds:',
      '    wren',
      '    owl',
    ])
  })

  it('sums up what is in a group, also while it is closed', () => {
    const [, animals, ...rest] = classTree(classes, new Set(['Animals']))
    expect(rest).toEqual([])
    expect(animals).toMatchObject({ kind: 'group', open: false, classes: 3, labeled: 8, predicted: 30 })
    expect(written(classTree(classes, new Set(['Animals / Birds'])))).toHaveLength(4)
  })

  it('opens every group while something is filtered', () => {
    expect(written(classTree(classes, new Set(['Animals']), 'OWL'))).toEqual([
      'Animals:',
      '  Birds:',
      '    owl',
    ])
  })

  it('lays a thousand classes out in the order they have', () => {
    const many = Array.from({ length: 1000 }, (_, id) => entry(id + 1, `class ${id + 1}`))
    const rows = classTree(many, new Set())
    expect(rows).toHaveLength(1000)
    expect(rows[999].key).toBe('1000')
  })
})

describe('filterClasses', () => {
  it('looks at names and groups, without case and accents', () => {
    expect(filterClasses(classes, 'arm').map(({ id }) => id)).toEqual([2])
    expect(filterClasses(classes, 'birds').map(({ id }) => id)).toEqual([1, 4])
    expect(filterClasses(classes, ' ')).toBe(classes)
  })
})
