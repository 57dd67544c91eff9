import { describe, expect, it } from 'vitest'
import { knownGroups, namesIn, newNames, parseGroup, sameName } from './class-names.ts'

describe('namesIn', () => {
  it('takes lists as people type and paste them', () => {
    expect(namesIn('cat, dog,, cat')).toEqual(['cat', 'dog'])
    expect(namesIn('polar  bear\r\ngrizzly\n\n')).toEqual(['polar bear', 'grizzly'])
    expect(namesIn('a;b\tc')).toEqual(['a', 'b', 'c'])
    expect(namesIn('  \n')).toEqual([])
  })
})

describe('newNames', () => {
  it('leaves out what is there, whatever its case', () => {
    expect(newNames(['Cat', 'owl'], [{ name: 'cat' }])).toEqual({ fresh: ['owl'], known: 1 })
    expect(sameName(' Owl', 'owl')).toBe(true)
  })
})

describe('groups', () => {
  it('are written with slashes', () => {
    expect(parseGroup(' Animals / Birds/ ')).toEqual(['Animals', 'Birds'])
    expect(parseGroup('')).toEqual([])
    expect(parseGroup('a/b/c/d/e/f/g/h/i')).toHaveLength(8)
  })

  it('are known with those around them', () => {
    expect(knownGroups([{ group: ['Animals', 'Birds'] }, { group: [] }, { group: ['Animals'] }])).toEqual([
      'Animals',
      'Animals / Birds',
    ])
  })
})
