import { afterEach, describe, expect, it } from 'vitest'
import { menuCommands, type WindowLook } from '../../src-main/contract/desktop.ts'
import { keepLookTold, type MenuMoment, menuAnswer } from './desktop.ts'
import { t, useLanguage } from './i18n.ts'
import { keyIds } from './keymap.ts'
import { useTheme } from './theme.ts'

const atRest: MenuMoment = { offered: true, inField: false, layerOpen: false, projectOpen: true }

describe('commands of the menus', () => {
  it('are commands of the key table, with a name in both languages', () => {
    for (const command of menuCommands) {
      expect(keyIds).toContain(command)
      for (const lng of ['en', 'de']) {
        const name = t(`keys:does.${command}`, { lng })
        expect(name, `${command} in ${lng}`).not.toContain('does.')
      }
    }
  })

  it('run where they are offered', () => {
    expect(menuAnswer('undo', atRest)).toBe('run')
    expect(menuAnswer('about', { ...atRest, projectOpen: false })).toBe('run')
  })

  it('leave undo and redo to a field in which somebody types, also in a dialog', () => {
    expect(menuAnswer('undo', { ...atRest, inField: true })).toBe('field')
    expect(menuAnswer('redo', { ...atRest, inField: true, layerOpen: true })).toBe('field')
    expect(menuAnswer('map', { ...atRest, inField: true })).toBe('run')
  })

  it('say what is in their way', () => {
    expect(menuAnswer('undo', { ...atRest, layerOpen: true })).toBe('layer')
    expect(menuAnswer('map', { ...atRest, offered: false })).toBe('elsewhere')
    expect(menuAnswer('export', { ...atRest, offered: false, projectOpen: false })).toBe('noProject')
    for (const lng of ['en', 'de'])
      for (const reason of ['layer', 'elsewhere', 'noProject'] as const)
        expect(t(`frame:menu.${reason}`, { lng })).not.toContain('menu.')
  })
})

describe('keepLookTold', () => {
  const before = { theme: useTheme.getState(), language: useLanguage.getState() }
  afterEach(() => {
    useTheme.setState(before.theme)
    useLanguage.setState(before.language)
  })

  it('tells the look at the start and after each change, once', () => {
    const told: WindowLook[] = []
    const setLook = async (look: WindowLook) => {
      told.push(look)
      throw new Error('refused')
    }
    const stop = keepLookTold({ setLook })
    useTheme.setState({ theme: 'dark' })
    useLanguage.setState({ language: 'de', chosen: 'de' })
    useLanguage.setState({ language: 'de', chosen: null })
    stop()
    useTheme.setState({ theme: 'light' })
    expect(told).toMatchObject([
      { theme: 'system', language: 'en' },
      { theme: 'dark', language: 'en' },
      { theme: 'dark', language: 'de' },
    ])
  })
})
