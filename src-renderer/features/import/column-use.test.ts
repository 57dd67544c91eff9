import { expect, it } from 'vitest'
import type { CsvColumn, CsvRole } from '../../../src-main/contract/data.ts'
import { asProposed, roleOf, withRole } from './column-use.ts'

const column = (name: string, role: CsvRole): CsvColumn => ({
  name,
  role,
  possible: [],
  reason: null,
  examples: [],
})

it('shows what was chosen before what was proposed', () => {
  const use = withRole(asProposed, 'a', 'truth')
  expect(use.truthColumn).toBe('a')
  expect(roleOf(use, column('a', 'feature'))).toBe('truth')
  expect(roleOf(use, column('b', 'feature'))).toBe('feature')
})

it('lets a column have one role', () => {
  const use = withRole(withRole(withRole(asProposed, 'a', 'truth'), 'a', 'out'), 'a', 'field')
  expect(use).toMatchObject({ truthColumn: undefined, columnRoles: [{ column: 'a', role: 'field' }] })
  expect(withRole(use, 'a', 'id')).toMatchObject({ idColumn: 'a', columnRoles: undefined })
})

it('lets a role of its own go to another column', () => {
  const use = withRole(withRole(asProposed, 'a', 'text'), 'b', 'text')
  expect(use.textColumn).toBe('b')
})

it('has either an embedding or features', () => {
  const features = withRole(withRole(asProposed, 'e', 'embedding'), 'a', 'feature')
  expect(features).toMatchObject({
    embeddingColumn: undefined,
    columnRoles: [{ column: 'a', role: 'feature' }],
  })
  expect(withRole(features, 'e', 'embedding')).toMatchObject({
    embeddingColumn: 'e',
    columnRoles: undefined,
  })
})
