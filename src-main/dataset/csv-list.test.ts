import { expect, it } from 'vitest'
import { parseList } from './csv-list.ts'

it.each([
  ['[0.5, -2e-3, 3]', [0.5, -0.002, 3]],
  ['[0.5 -0.25\n  1.]', [0.5, -0.25, 1]],
  ['(1;2 ; 3)', [1, 2, 3]],
  [' [7] ', [7]],
])('reads %j', (cell, numbers) => {
  expect(Array.from(parseList(cell) ?? [])).toEqual(numbers.map(Math.fround))
})

it.each(['', '[]', '1, 2', '[1, x]', '[1, , 2]', '[0.1 0.2 ... 0.9]', '[1e39]', '[nan]', '[1, 2'])(
  'takes %j for no list',
  (cell) => {
    expect(parseList(cell)).toBeNull()
  },
)
