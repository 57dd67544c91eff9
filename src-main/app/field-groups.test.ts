import { expect, it } from 'vitest'
import { readGroupings } from './field-groups.ts'

const imported = (id: number, count: number, fieldNames: string[]) => ({
  id,
  source: `/data/${id}.csv`,
  format: 'csv',
  importedAt: '2026-01-01T00:00:00Z',
  imported: count,
  fieldNames,
})

it('groups samples by source and by fields of few values', () => {
  const { groupings, leftOut } = readGroupings({
    count: () => 42,
    imports: () => [imported(1, 40, ['site', 'row', 'same']), imported(2, 2, ['other', 'site'])],
    *fieldRows() {
      for (let i = 0; i < 40; i += 1)
        yield { ordinal: i, importId: 1, values: [i % 2 ? 'north' : 'south', `row ${i}`, 'x'] }
      yield { ordinal: 40, importId: 2, values: ['', 'north'] }
      yield { ordinal: 41, importId: 2, values: ['a', ''] }
    },
  })
  expect(leftOut).toEqual(['row'])
  expect(groupings.map(({ by, values }) => [by, values])).toEqual([
    [{ kind: 'source' }, ['1.csv', '2.csv']],
    [{ kind: 'field', name: 'site' }, ['south', 'north']],
  ])
  const [sources, site] = groupings
  expect([...sources.group.slice(38)]).toEqual([0, 0, 1, 1])
  expect([...site.group.slice(38)]).toEqual([0, 1, 1, -1])
})
