import { describe, expect, it } from 'vitest'
import { de } from '../messages/de/index.ts'
import { en } from '../messages/en/index.ts'
import { t } from './i18n.ts'

type Texts = { [key: string]: string | Texts }

/** Every text by its whole key: "labeling.queue.empty" → "…" */
function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const entry of flat(value, `${prefix}${key}.`)) found.set(...entry)
  }
  return found
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()

describe('messages', () => {
  const english = flat(en)
  const german = flat(de)

  it('are there in every language', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of [...english, ...german]) expect(text.trim(), key).not.toBe('')
  })

  it('name the same values in every language', () => {
    for (const [key, text] of english) {
      // "One sample" need not write the number.
      if (key.endsWith('_one')) continue
      expect(placeholders(german.get(key) ?? ''), key).toEqual(placeholders(text))
    }
  })

  it('count and write numbers as the language does', () => {
    expect(t('samples', { count: 1 })).toBe('1 sample')
    expect(t('samples', { count: 1204 })).toBe('1,204 samples')
    expect(t('samples', { count: 1204, lng: 'de' })).toBe('1.204 Proben')
  })
})
