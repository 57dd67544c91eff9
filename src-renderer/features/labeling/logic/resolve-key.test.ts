import { describe, expect, it } from 'vitest'
import { reservedHotkeys } from '../../../../src-main/contract/labeling.ts'
import { keyEntry } from '../../../lib/keymap.ts'
import { labelingKeys, offeredHotkeys, resolveKey } from './resolve-key.ts'

function press(key: string, code: string, modifiers: string[] = [], repeat = false): KeyboardEvent {
  return {
    key,
    code,
    repeat,
    shiftKey: modifiers.includes('Shift'),
    getModifierState: (name: string) => modifiers.includes(name),
  } as unknown as KeyboardEvent
}

describe('resolveKey', () => {
  it('reads digits by the place of the key, whatever the layout writes', () => {
    expect(resolveKey(press('1', 'Digit1'))).toEqual({ id: 'label', hotkey: '1', extend: false })
    expect(resolveKey(press('&', 'Digit1'))).toMatchObject({ id: 'label', hotkey: '1' })
    expect(resolveKey(press('0', 'Numpad0'))).toMatchObject({ id: 'label', hotkey: '0' })
    expect(resolveKey(press('!', 'Digit1', ['Shift']))).toMatchObject({ id: 'label-cluster', hotkey: '1' })
  })

  it('reads letters by what the key writes', () => {
    expect(resolveKey(press('a', 'KeyQ'))).toMatchObject({ id: 'label', hotkey: 'a' })
    expect(resolveKey(press('A', 'KeyA', ['Shift']))).toMatchObject({ id: 'label-cluster', hotkey: 'a' })
    expect(resolveKey(press('A', 'KeyA', ['CapsLock']))).toMatchObject({ id: 'label', hotkey: 'a' })
  })

  it('gives letters with a meaning of their own to that meaning', () => {
    expect(resolveKey(press('f', 'KeyF'))?.id).toBe('flag')
    expect(resolveKey(press('q', 'KeyQ'))?.id).toBe('queue')
    expect(resolveKey(press('n', 'KeyN'))?.id).toBe('new-class')
    expect(resolveKey(press('j', 'KeyJ'))?.id).toBe('cluster-next')
    expect(resolveKey(press('k', 'KeyK'))?.id).toBe('cluster-previous')
  })

  it('knows undo and redo and leaves other control keys to the system', () => {
    expect(resolveKey(press('z', 'KeyZ', ['Control']))?.id).toBe('undo')
    expect(resolveKey(press('Z', 'KeyZ', ['Control', 'Shift']))?.id).toBe('redo')
    expect(resolveKey(press('y', 'KeyY', ['Control']))?.id).toBe('redo')
    expect(resolveKey(press('a', 'KeyA', ['Control']))?.id).toBe('select-all')
    expect(resolveKey(press('c', 'KeyC', ['Control']))).toBeNull()
    expect(resolveKey(press('1', 'Digit1', ['Alt']))).toBeNull()
  })

  it('stretches with Shift and moves with arrows', () => {
    expect(resolveKey(press('ArrowDown', 'ArrowDown'))).toMatchObject({ id: 'move-down', extend: false })
    expect(resolveKey(press('End', 'End', ['Shift']))).toMatchObject({ id: 'move-end', extend: true })
  })

  it('repeats moving while a key is held, never what is written', () => {
    expect(resolveKey(press('ArrowDown', 'ArrowDown', [], true))?.id).toBe('move-down')
    expect(resolveKey(press('1', 'Digit1', [], true))).toBeNull()
    expect(resolveKey(press('z', 'KeyZ', ['Control'], true))).toBeNull()
  })

  it('reads signs that need a modifier on some keyboards', () => {
    expect(resolveKey(press('+', 'Equal', ['Shift']))?.id).toBe('tiles-larger')
    expect(resolveKey(press('+', 'NumpadAdd'))?.id).toBe('tiles-larger')
    expect(resolveKey(press('-', 'Minus'))?.id).toBe('tiles-smaller')
    expect(resolveKey(press(']', 'Digit9', ['AltGraph']))?.id).toBe('cluster-next')
    expect(resolveKey(press('Backspace', 'Backspace'))?.id).toBe('back')
    expect(resolveKey(press(' ', 'Space'))?.id).toBe('skip')
  })
})

describe('hotkeys', () => {
  it('offers no key that already means something', () => {
    const meaning = labelingKeys.flatMap((id) => keyEntry(id).keys).filter((key) => /^[a-z0-9]$/.test(key))
    expect(meaning.filter((key) => !reservedHotkeys.has(key))).toEqual([])
    expect(offeredHotkeys.slice(0, 10).join('')).toBe('1234567890')
    expect(offeredHotkeys.some((key) => reservedHotkeys.has(key))).toBe(false)
  })

  it('leaves the keys that work everywhere to the frame', () => {
    expect(labelingKeys).not.toContain('help')
  })
})
