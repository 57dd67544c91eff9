import { describe, expect, it } from 'vitest'
import { searchRows } from './search-list-rows.ts'

const entries = [
  { id: 'a', title: 'Robin', group: 'Birds' },
  { id: 'b', title: 'Wren', group: 'Birds', detail: 'small' },
  { id: 'c', title: 'Toad', group: 'Frogs', keywords: 'bufo' },
]
const shown = (query: string) =>
  searchRows(entries, query).rows.map((row) => (row.kind === 'heading' ? `# ${row.text}` : row.entry.title))

describe('searchRows', () => {
  it('stands in groups until something is typed', () => {
    expect(shown('')).toEqual(['# Birds', 'Robin', 'Wren', '# Frogs', 'Toad'])
    expect(searchRows(entries, '').rowOf).toEqual([1, 2, 4])
  })

  it('finds by title, detail and keywords', () => {
    expect(shown('rob')).toEqual(['Robin'])
    expect(shown('small')).toEqual(['Wren'])
    expect(shown('bufo')).toEqual(['Toad'])
    expect(searchRows(entries, 'zebra')).toEqual({ rows: [], rowOf: [] })
  })
})
