import { describe, expect, it } from 'vitest'
import { reservedHotkeys } from '../contract/labeling.ts'
import { defaultHotkey } from './class-hotkeys.ts'

describe('default keys', () => {
  it('are a name of one key, the digits, letters of the name, any letter, never one the window uses', () => {
    const taken = new Set<string>()
    const keys = [...Array(28)].map((_, i) => {
      const key = defaultHotkey(`class ${String.fromCharCode(97 + (i % 26))}`, taken)
      if (key) taken.add(key)
      return key
    })
    expect(keys.slice(0, 10).join('')).toBe('1234567890')
    expect(keys[10]).toBe('l')
    expect(new Set(keys).size).toBe(28)
    expect(keys.filter((key) => reservedHotkeys.has(key ?? ''))).toEqual([])
    expect(defaultHotkey('7', new Set())).toBe('7')
    expect(defaultHotkey('F', new Set())).toBe('1')
    expect(defaultHotkey('owl', new Set('1234567890'))).toBe('o')
    expect(defaultHotkey('fez', new Set('1234567890'))).toBe('e')
    expect(defaultHotkey('猫', new Set('1234567890'))).toBe('a')
    expect(defaultHotkey('one', new Set('1234567890abdeghilmoprstuvwxyz'))).toBeNull()
  })
})
