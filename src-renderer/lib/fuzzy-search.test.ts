import { describe, expect, it } from 'vitest'
import { fuzzySearch, markedParts } from './fuzzy-search.ts'

const classes = ['Great tit', 'Blue tit', 'Käuzchen', 'Zaunkönig', 'C++', 'タンチョウ']
const found = (query: string) => fuzzySearch(classes, query).map(({ index }) => classes[index])

describe('fuzzySearch', () => {
  it('gives all in their order while nothing is typed', () => {
    expect(found(' ')).toEqual(classes)
  })

  it('finds words in any order, without accents and with a slip', () => {
    expect(found('tit blue')).toEqual(['Blue tit'])
    expect(found('kauz')).toEqual(['Käuzchen'])
    expect(found('zaunkonig')).toEqual(['Zaunkönig'])
    expect(found('gerat')).toEqual(['Great tit'])
  })

  it('reads other scripts and signs', () => {
    expect(found('タンチ')).toEqual(['タンチョウ'])
    expect(found('+')).toEqual(['C++'])
    expect(found('zebra')).toEqual([])
  })

  it('puts the better match first', () => {
    expect(fuzzySearch(['category', 'a cat', 'cat'], 'cat')[0].index).toBe(2)
  })

  it('finds its way through a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `class ${index}`)
    expect(fuzzySearch(many, '777').map(({ index }) => index)).toEqual([777])
  })
})

describe('markedParts', () => {
  it('cuts a text at what matched', () => {
    expect(markedParts('Blue tit', [0, 2, 5, 8])).toEqual([
      { text: 'Bl', matched: true },
      { text: 'ue ', matched: false },
      { text: 'tit', matched: true },
    ])
    expect(markedParts('tit', [])).toEqual([{ text: 'tit', matched: false }])
    expect(markedParts('tit', [1, 9])).toEqual([
      { text: 't', matched: false },
      { text: 'it', matched: true },
    ])
  })
})
