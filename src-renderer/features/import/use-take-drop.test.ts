import { expect, it } from 'vitest'
import { dropTarget } from './use-take-drop.ts'

it('opens projects, merges work, imports the rest', () => {
  expect(dropTarget('/data/Digits.FEWLABEL', true)).toBe('open')
  expect(dropTarget('/data/anna.fewlabel-work', true)).toBe('merge')
  expect(dropTarget('/data/anna.fewlabel-work', false)).toBe('open')
  expect(dropTarget('C:\\data\\digits.parquet', true)).toBe('import')
  expect(dropTarget('/data/images', false)).toBe('noProject')
})
