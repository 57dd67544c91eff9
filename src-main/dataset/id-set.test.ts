import { describe, expect, it } from 'vitest'
import { IdSet } from './id-set.ts'

describe('IdSet', () => {
  it('remembers every id while it grows', () => {
    const ids = new IdSet()
    const names = Array.from({ length: 20_000 }, (_, index) => `id ${index}`)
    expect(names.filter((name) => ids.add(name))).toEqual(names)
    expect(names.filter((name) => ids.add(name))).toEqual([])
    expect(ids.add('')).toBe(true)
    expect(ids.add('')).toBe(false)
  })
})
