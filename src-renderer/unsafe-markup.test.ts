import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/*
 * Names of samples, classes, files and columns come from outside. The window shows them as text; whatever could make
 * markup or code of a text is not used in it. (Biome refuses dangerouslySetInnerHTML and eval by itself, not the rest.)
 */

const makesMarkupOrCode = [
  /dangerouslySetInnerHTML/,
  /\b(?:inner|outer)HTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bcreateContextualFragment\b/,
  /\b(?:set|parse)HTMLUnsafe\b/,
  /\bDOMParser\b/,
  /\bdocument\s*\.\s*write/,
  /\bsrcdoc\b/i,
  /\beval\s*\(/,
  /\bnew\s+Function\b/,
  /\bset(?:Timeout|Interval)\s*\(\s*['"`]/,
  /\bjavascript:/,
]

const folder = import.meta.dirname
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(?:tsx?|html)$/.test(name) && !/\.test\.tsx?$/.test(name),
)

describe('the window', () => {
  it.each(makesMarkupOrCode)('nowhere uses %s', (pattern) => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((name) => pattern.test(readFileSync(join(folder, name), 'utf8')))).toEqual([])
  })

  it('has no script or style in its page, which the content security policy would refuse', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i)
  })
})
