import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('writes tables that any program reads, and lets no name be a formula', () => {
  const rows = [
    ['plain', 0.25, null],
    ['with "quotes", and\nlines', -3, '=1+1'],
  ]
  expect(csvOf(['name', 'share', 'note'], rows)).toBe(
    'name,share,note\r\nplain,0.25,\r\n"with ""quotes"", and\nlines",-3,\'=1+1\r\n',
  )
})
