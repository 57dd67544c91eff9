import { expect, it } from 'vitest'
import type { ColumnRole, SourceColumn } from '../../../src-main/contract/data.ts'
import { roleOf, withRole } from './column-use.ts'

const column = (name: string, role: ColumnRole): SourceColumn => ({
  name,
  role,
  possible: [],
  reason: null,
  examples: [],
})

it('shows what was chosen before what was proposed', () => {
  const use = withRole(undefined, 'a', 'truth')
  expect(roleOf(use, column('a', 'feature'))).toBe('truth')
  expect(roleOf(use, column('b', 'feature'))).toBe('feature')
})

it('lets a column have one role', () => {
  const use = withRole(withRole(withRole(undefined, 'a', 'truth'), 'a', 'out'), 'a', 'field')
  expect(use).toEqual([{ column: 'a', role: 'field' }])
})

it('lets a role of its own go to another column, and shares others', () => {
  expect(withRole(withRole(undefined, 'a', 'label'), 'b', 'label')).toEqual([{ column: 'b', role: 'label' }])
  expect(withRole(withRole(undefined, 'a', 'field'), 'b', 'field')).toHaveLength(2)
})

it('has one kind of input', () => {
  const features = withRole(withRole(undefined, 'e', 'embedding'), 'a', 'feature')
  expect(features).toEqual([{ column: 'a', role: 'feature' }])
  expect(withRole(withRole(features, 'b', 'feature'), 'i', 'image')).toEqual([{ column: 'i', role: 'image' }])
})
