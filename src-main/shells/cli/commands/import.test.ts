import { expect, it } from 'vitest'
import type { ColumnRole, SourceColumn } from '../../../contract/data.ts'
import { columnsLine } from './import.ts'

const column = (name: string, role: ColumnRole): SourceColumn => ({
  name,
  role,
  possible: [role],
  reason: null,
  examples: [],
})

it('says what columns are used for', () => {
  expect(
    columnsLine([
      column('nr', 'id'),
      column('a', 'feature'),
      column('body', 'text'),
      column('b', 'feature'),
      column('place', 'field'),
      column('', 'out'),
    ]),
  ).toBe('columns: 2 features, text "body", id "nr", field "place"')
  const many = Array.from({ length: 10 }, (_, i) => column(`f${i}`, 'field'))
  expect(columnsLine([column('vec', 'embedding'), ...many])).toMatch(
    /^columns: embedding "vec", fields "f0", .*"f7", and 2 more$/,
  )
})
