import { expect, it } from 'vitest'
import { printable } from './printable.ts'

it('leaves words as they are and spells out what steers a terminal', () => {
  expect(printable('Größe\t10 × 10, “ok” 語')).toBe('Größe\t10 × 10, “ok” 語')
  expect(printable('a\u001b[2Jb\nDone.\u202egnp.exe')).toBe('a\\u001b[2Jb\\u000aDone.\\u202egnp.exe')
})
