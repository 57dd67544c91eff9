import { afterEach, describe, expect, it } from 'vitest'
import { acceleratorOf, acceleratorsOfMenus } from './accelerators.ts'
import { useKeyBindings } from './key-bindings.ts'

describe('acceleratorOf', () => {
  it.each([
    ['$mod+k', 'CmdOrCtrl+K'],
    ['$mod+Shift+KeyE', 'CmdOrCtrl+Shift+E'],
    ['Alt+Shift+Digit1', 'Alt+Shift+1'],
    ['Control+y', 'Ctrl+Y'],
    ['[Shift]+?', '?'],
    ['[Shift]++', 'Plus'],
    ['Meta+ArrowUp', 'Super+Up'],
    ['Alt+PageDown', 'Alt+PageDown'],
    ['F5', 'F5'],
    ['q', 'Q'],
  ])('writes %s as %s', (pattern, accelerator) => expect(acceleratorOf(pattern)).toBe(accelerator))

  it.each(['(Digit[0-9]|[a-z])', '$mod+ä', 'Hyper+x', ''])('cannot write "%s"', (pattern) => {
    expect(acceleratorOf(pattern)).toBeNull()
  })
})

describe('acceleratorsOfMenus', () => {
  const before = useKeyBindings.getState()
  afterEach(() => useKeyBindings.setState(before))

  it('are those that are bound now', () => {
    expect(acceleratorsOfMenus()).toMatchObject({
      palette: 'CmdOrCtrl+K',
      'go-data': 'Alt+Shift+1',
      map: 'M',
    })
    useKeyBindings.setState({ overrides: { map: ['$mod+m'], palette: [] } })
    expect(acceleratorsOfMenus().map).toBe('CmdOrCtrl+M')
    expect(acceleratorsOfMenus().palette).toBeUndefined()
  })
})
