import { afterEach, describe, expect, it } from 'vitest'
import {
  allCapsOf,
  capsOf,
  commandOf,
  commandOfHotkey,
  hotkeyWorks,
  isCharacterKey,
  useKeyBindings,
} from './key-bindings.ts'
import { keyIds } from './keymap.ts'

function press(key: string, code: string, held: string[] = [], repeat = false): KeyboardEvent {
  return {
    key,
    code,
    repeat,
    shiftKey: held.includes('Shift'),
    getModifierState: (name: string) => held.includes(name),
  } as unknown as KeyboardEvent
}
const bind = (overrides: ReturnType<typeof useKeyBindings.getState>['overrides'], characterKeys = true) =>
  useKeyBindings.setState({ overrides, characterKeys })

afterEach(() => bind({}))

describe('commandOf', () => {
  it('goes by what people bound', () => {
    expect(commandOf(press('q', 'KeyQ'), keyIds)).toBe('queue')
    bind({ queue: ['w'], pause: ['q'] })
    expect(commandOf(press('w', 'KeyW'), keyIds)).toBe('queue')
    expect(commandOf(press('q', 'KeyQ'), keyIds)).toBe('pause')
  })

  it('leaves Shift and a digit to classes, whatever sign it writes', () => {
    expect(commandOf(press('/', 'Digit7', ['Shift']), keyIds)).toBe('label-cluster')
    expect(commandOf(press('/', 'Slash'), keyIds)).toBe('pick-class')
    expect(commandOf(press('?', 'Minus', ['Shift']), keyIds)).toBe('help')
  })

  it('lets single characters rest on demand', () => {
    bind({}, false)
    for (const [key, code] of [
      ['q', 'KeyQ'],
      ['1', 'Digit1'],
      ['.', 'Period'],
    ])
      expect(commandOf(press(key, code), keyIds), key).toBeNull()
    expect(commandOf(press('F', 'KeyF', ['Shift']), keyIds)).toBeNull()
    expect(commandOf(press('k', 'KeyK', ['Control']), keyIds)).toBe('palette')
    expect(commandOf(press('ArrowDown', 'ArrowDown'), keyIds)).toBe('move-down')
    expect(commandOf(press(' ', 'Space'), keyIds)).toBe('skip')
  })
})

describe('keycaps', () => {
  it('show what is bound', () => {
    expect(allCapsOf('cluster-next')).toEqual([[']'], ['J']])
    expect(capsOf('redo')).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(capsOf('tiles-larger')).toEqual(['+'])
    expect(capsOf('go-data')).toEqual(['Alt', 'Shift', '1'])
    expect(capsOf('pause')).toBeUndefined()
    bind({ pause: ['F2'], queue: [] })
    expect(capsOf('pause')).toEqual(['F2'])
    expect(capsOf('queue')).toBeUndefined()
  })
})

describe('letters', () => {
  it('tell character keys from others', () => {
    for (const pattern of ['q', 'Shift+f', '[Shift]+?', '.', '+', 'Digit1', 'Shift+(Digit[0-9]|[a-z])'])
      expect(isCharacterKey(pattern), pattern).toBe(true)
    for (const pattern of ['$mod+k', 'Space', 'Escape', 'Alt+KeyE', '[Shift]+ArrowUp', 'F2'])
      expect(isCharacterKey(pattern), pattern).toBe(false)
  })

  it('say which command stands in the way of a class', () => {
    expect(commandOfHotkey('q')).toBe('queue')
    expect(commandOfHotkey('p')).toBeNull()
    bind({ pause: ['p'] })
    expect(commandOfHotkey('p')).toBe('pause')
    expect(hotkeyWorks('p')).toBe(false)
    expect(hotkeyWorks('a')).toBe(true)
    bind({}, false)
    expect(hotkeyWorks('a')).toBe(false)
  })
})
