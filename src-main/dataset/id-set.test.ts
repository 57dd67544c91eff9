import { describe, expect, it } from 'vitest'
import { IdSet } from './id-set.ts'

describe('IdSet', () => {
  it('remembers every id while it grows', () => {
    const ids = new IdSet()
    for (let i = 0; i < 20_000; i++) expect(ids.add(`id ${i}`)).toBe(true)
    for (let i = 0; i < 20_000; i += 97) expect(ids.add(`id ${i}`)).toBe(false)
    expect(ids.add('')).toBe(true)
    expect(ids.add('')).toBe(false)
  })
})
