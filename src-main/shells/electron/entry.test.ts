import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What a source imports before it runs: packages, and sources of ours. */
function importsOf(source: URL): string[] {
  const text = readFileSync(source, 'utf8')
  return Array.from(text.matchAll(/^(?:import|export) (?!type )[^'";]*?from '([^']+)'/gm), ([, name]) => name)
}

it('loads little before Chromium starts, as that waits for it', () => {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (source: URL) => {
    if (seen.has(source.href)) return
    seen.add(source.href)
    for (const name of importsOf(source)) {
      if (name.startsWith('.')) visit(new URL(name, source))
      else if (!name.startsWith('node:')) packages.add(name)
    }
  }
  visit(new URL('./main.ts', import.meta.url))
  expect([...packages].sort()).toEqual(['electron', 'env-paths'])
})
