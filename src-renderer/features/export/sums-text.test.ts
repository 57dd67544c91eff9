import { expect, it } from 'vitest'
import { sumsAsText } from './sums-text.ts'

it('writes sums as the usual tools check them', () => {
  const files = [
    { name: 'labels.csv', bytes: 3, sha256: 'a'.repeat(64) },
    { name: 'images/1.png', bytes: 4, sha256: 'b'.repeat(64) },
  ]
  expect(sumsAsText(files)).toBe(`${'a'.repeat(64)}  labels.csv\n${'b'.repeat(64)}  images/1.png\n`)
})
