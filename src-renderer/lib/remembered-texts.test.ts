import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.tsx'),
)

/** The text of a call from its name on, up to the bracket that ends it. */
function callAt(source: string, start: number): string {
  let depth = 0
  for (let i = source.indexOf('(', start); i < source.length; i++) {
    if (source[i] === '(') depth++
    else if (source[i] === ')' && --depth === 0) return source.slice(start, i + 1)
  }
  return source.slice(start)
}

// Another language draws the window anew, which stops at what is memoised: see useTexts.
it('hears of another language in all that is memoised', () => {
  for (const path of sources) {
    const source = readFileSync(join(root, path), 'utf8')
    for (const { index } of source.matchAll(/\bmemo\(/g)) {
      expect(callAt(source, index), path).toContain('useTexts()')
    }
    for (const { index } of source.matchAll(/\buseMemo(?:<.*?>)?\(/g)) {
      const call = callAt(source, index)
      if (/\bt\(/.test(call)) expect(call, path).toMatch(/\bt\],?\s*\)$/)
    }
  }
})
