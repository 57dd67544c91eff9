import { expect, it } from 'vitest'
import type { InputShape } from '../../../src-main/contract/data.ts'
import { shapeMisfit } from './shape-fit.ts'

const image = (side: number, channels: 1 | 3): InputShape => ({ kind: 'image', side, channels })
const vector = (...columns: string[]): InputShape => ({ kind: 'vector', length: columns.length, columns })

it('lets anything into an empty project, and more of the same into another', () => {
  expect(shapeMisfit(null, vector('a'))).toBeNull()
  expect(shapeMisfit(image(28, 1), image(28, 1))).toBeNull()
  expect(shapeMisfit(vector('a', 'b'), vector('a', 'b'))).toBeNull()
})

it('says what does not fit', () => {
  expect(shapeMisfit(image(28, 1), image(28, 3))).toEqual({ reason: 'recipe' })
  expect(shapeMisfit(image(28, 1), vector('a'))).toEqual({ reason: 'kind' })
  expect(shapeMisfit(vector('a'), vector('a', 'b'))).toEqual({ reason: 'length' })
  expect(shapeMisfit(vector('a', 'b'), vector('a', 'c'))).toEqual({
    reason: 'columns',
    missing: ['b'],
    unknown: ['c'],
  })
})
