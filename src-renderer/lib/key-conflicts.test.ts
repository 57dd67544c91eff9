import { afterEach, describe, expect, it } from 'vitest'
import { useKeyBindings } from './key-bindings.ts'
import { conflictOf, patternOf } from './key-conflicts.ts'
import { keyEntry, keyIds } from './keymap.ts'

function press(key: string, code: string, ...held: string[]): KeyboardEvent {
  return {
    key,
    code,
    shiftKey: held.includes('Shift'),
    altKey: held.includes('Alt'),
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    getModifierState: (name: string) => held.includes(name),
  } as unknown as KeyboardEvent
}

const classes = [
  { name: 'gull', hotkey: 'g' },
  { name: 'tern', hotkey: null },
]

afterEach(() => useKeyBindings.setState({ overrides: {}, characterKeys: true }))

describe('patternOf', () => {
  it('writes a press as the key table does', () => {
    expect(patternOf(press('w', 'KeyW'))).toBe('w')
    expect(patternOf(press('W', 'KeyW', 'Shift'))).toBe('Shift+w')
    expect(patternOf(press('?', 'Slash', 'Shift'))).toBe('[Shift]+?')
    expect(patternOf(press('+', 'BracketRight'))).toBe('+')
    expect(patternOf(press(' ', 'Space'))).toBe('Space')
    expect(patternOf(press('k', 'KeyK', 'Control'))).toBe('$mod+k')
    expect(patternOf(press('£', 'KeyE', 'Alt'))).toBe('Alt+KeyE')
    expect(patternOf(press(']', 'Digit9', 'AltGraph', 'Control', 'Alt'))).toBe('AltGraph+]')
    expect(patternOf(press('F2', 'F2'))).toBe('F2')
  })

  it('waits while only a modifier is held or an accent is not finished', () => {
    expect(patternOf(press('Shift', 'ShiftLeft', 'Shift'))).toBeNull()
    expect(patternOf(press('Dead', 'Backquote'))).toBeNull()
  })
})

describe('conflictOf', () => {
  it('tells which command has the key', () => {
    expect(conflictOf('pause', 'q', classes)).toEqual({ kind: 'command', id: 'queue' })
    expect(conflictOf('pause', '?', classes)).toEqual({ kind: 'command', id: 'help' })
    expect(conflictOf('pause', '$mod+Shift+e', classes)).toEqual({ kind: 'command', id: 'export' })
    expect(conflictOf('pause', 'p', classes)).toBeNull()
  })

  it('asks what is bound, not what the table says', () => {
    useKeyBindings.setState({ overrides: { queue: ['w'] } })
    expect(conflictOf('pause', 'q', classes)).toBeNull()
    expect(conflictOf('pause', 'w', classes)).toEqual({ kind: 'command', id: 'queue' })
  })

  it('lets a key mean two things in two places', () => {
    expect(conflictOf('review-accept', 'm', classes)).toBeNull()
    expect(conflictOf('review-accept', 'f', classes)).toEqual({ kind: 'command', id: 'flag' })
  })

  it('keeps letters and digits of classes, and keys of the system', () => {
    expect(conflictOf('pause', 'g', classes)).toEqual({ kind: 'class', name: 'gull' })
    expect(conflictOf('pause', 'Shift+g', classes)).toEqual({ kind: 'class', name: 'gull' })
    expect(conflictOf('pause', 'Digit3', classes)).toEqual({ kind: 'digit' })
    expect(conflictOf('pause', 'Alt+Digit3', classes)).toBeNull()
    expect(conflictOf('pause', '$mod+w', classes)).toEqual({ kind: 'system' })
  })
})

describe('the key table', () => {
  it('gives no key to two commands that could both be meant', () => {
    for (const id of keyIds) {
      const { fixed, keys } = keyEntry(id)
      if (fixed) continue
      for (const pattern of keys) expect(conflictOf(id, pattern, []), `${id}: ${pattern}`).toBeNull()
    }
  })
})
