import { describe, expect, it } from 'vitest'
import { wordsOf } from './words.ts'

type Table = { readonly [key: string]: unknown }

function keysOf(table: Table, prefix = ''): string[] {
  return Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value as Table, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  )
}
function textsOf(table: Table): string[] {
  return Object.values(table).flatMap((value) =>
    typeof value === 'object' && value !== null ? textsOf(value as Table) : [String(value)],
  )
}

describe('the words of the system’s side', () => {
  it('are the same in every language', () => {
    expect(keysOf(wordsOf('de'))).toEqual(keysOf(wordsOf('en')))
  })

  it.each(['en', 'de'] as const)('are all there in %s', (language) => {
    for (const text of textsOf(wordsOf(language))) expect(text.trim()).not.toBe('')
  })

  it.each(['en', 'de'] as const)('open no two menus of the bar with one letter in %s', (language) => {
    const letters = Object.values(wordsOf(language).menu).map((label) =>
      /&(.)/.exec(label)?.[1].toLowerCase(),
    )
    expect(new Set(letters).size).toBe(letters.length)
  })

  it('say of several projects which is opened and which wait', () => {
    expect(wordsOf('en').dialog.alsoNamed('a', ['b'])).toBe('a is opened. Open this one after it:\n\nb')
    expect(wordsOf('de').dialog.alsoNamed('a', ['b', 'c'])).toContain('danach diese:\n\nb\nc')
  })
})
