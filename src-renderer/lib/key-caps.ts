import { t } from './i18n.ts'

/** tinykeys reads `$mod` as Meta on these. */
export const onMac = /Mac|iPod|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const arrows: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** The keycap of one part of a pattern, as the keyboards of the language write it; "⌘" and the like on macOS. */
function cap(part: string): string {
  switch (part) {
    case '$mod':
      return onMac ? '⌘' : t('keys:caps.ctrl')
    case 'Control':
      return onMac ? '⌃' : t('keys:caps.ctrl')
    case 'Meta':
      return onMac ? '⌘' : t('keys:caps.meta')
    case 'Alt':
      return onMac ? '⌥' : 'Alt'
    case 'AltGraph':
      return onMac ? '⌥' : 'AltGr'
    case 'Shift':
      return onMac ? '⇧' : t('keys:caps.shift')
    case 'Space':
      return t('keys:caps.space')
    case 'Enter':
      return onMac ? '↩' : t('keys:caps.enter')
    case 'Backspace':
      return onMac ? '⌫' : t('keys:caps.backspace')
    case 'Delete':
      return t('keys:caps.delete')
    case 'Escape':
      return t('keys:caps.escape')
    case 'PageUp':
      return t('keys:caps.pageUp')
    case 'PageDown':
      return t('keys:caps.pageDown')
    case 'Home':
      return t('keys:caps.home')
    case 'End':
      return t('keys:caps.end')
    case '-':
      return '−'
    default:
      return arrows[part] ?? part.replace(/^(Digit|Key)(?=.$)/, '').toUpperCase()
  }
}

/** The parts of a pattern: modifiers as they are written, then the key, which may itself be a "+". */
export function patternParts(pattern: string): { modifiers: string[]; key: string } {
  const key = pattern.endsWith('++') || pattern === '+' ? '+' : (pattern.split('+').at(-1) ?? '')
  const before = pattern.slice(0, pattern.length - key.length).replace(/\+$/, '')
  return { modifiers: before === '' ? [] : before.split('+'), key }
}

/** '$mod+Shift+z' → ['Ctrl', 'Shift', 'Z']; a modifier that is optional is left out. */
export function patternCaps(pattern: string): string[] {
  const { modifiers, key } = patternParts(pattern)
  return [...modifiers.filter((modifier) => !modifier.startsWith('[')), key].map(cap)
}
