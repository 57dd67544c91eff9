import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Look, windowBackground } from './look.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-look-'))
  file = join(folder, 'look.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the look', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('begins in the language of the system: %s', (locale, language) => {
    expect(new Look(file, locale).current).toEqual({ theme: 'system', language })
  })

  it('is what the window last said, whatever the system’s language', () => {
    const heard = vi.fn()
    const look = new Look(file, 'en')
    look.onChange(heard)
    look.set({ theme: 'dark', language: 'de' })
    look.set({ theme: 'dark', language: 'de' })
    expect(heard).toHaveBeenCalledOnce()
    expect(new Look(file, 'en').current).toEqual({ theme: 'dark', language: 'de' })
  })

  it('does not mind a damaged file', () => {
    writeFileSync(file, '{"theme":"pink","language":"de"}')
    expect(new Look(file, 'en').current).toEqual({ theme: 'system', language: 'en' })
  })
})

it('has the ground of the page behind the page', () => {
  const tokens = readFileSync(new URL('../../../src-renderer/lib/tokens.css', import.meta.url), 'utf8')
  expect(tokens).toContain(`--bg: light-dark(${windowBackground(false)}, ${windowBackground(true)});`)
})
