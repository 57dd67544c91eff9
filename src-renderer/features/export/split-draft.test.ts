import { describe, expect, it } from 'vitest'
import { asDraft, readParts, splitPresets, sumOf } from './split-draft.ts'

describe('split draft', () => {
  it('reads shares that add up', () => {
    expect(readParts(splitPresets.three)).toEqual([
      { name: 'train', share: 0.8 },
      { name: 'val', share: 0.1 },
      { name: 'test', share: 0.1 },
    ])
    expect(
      readParts([1, 2, 3].map((at) => ({ name: `p${at}`, percent: at === 3 ? '33,4' : '33.3' }))),
    ).toHaveLength(3)
  })

  it('says what is not right', () => {
    expect(readParts([{ name: 'Train set', percent: '80' }, splitPresets.two[1]])).toBe('name')
    expect(readParts([splitPresets.two[1], splitPresets.two[1]])).toBe('twice')
    expect(readParts([splitPresets.two[0], { name: 'test', percent: '' }])).toBe('percent')
    expect(readParts([splitPresets.two[0], { name: 'test', percent: '30' }])).toBe('sum')
    expect(sumOf([splitPresets.two[0], { name: 'test', percent: '30' }])).toBe(110)
  })

  it('is shown as it was typed', () => {
    expect(asDraft(readParts(splitPresets.two) as never)).toEqual(splitPresets.two)
  })
})
