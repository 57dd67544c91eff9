import { t } from './i18n.ts'

/**
 * Every command with a key, in one table: what is bound, what the key sheet (`?`) lists and what people can bind
 * otherwise cannot drift apart. What a command does is said by `keys:does.<id>`.
 */
export interface KeyEntry {
  area: KeyArea
  /** tinykeys patterns, any of which fires; people's own stand in their place (key-bindings.ts). Empty: not bound at first. */
  keys: readonly string[]
  /** Keycaps to show where the patterns stand for many keys, one list per alternative. */
  caps?: () => string[][]
  /** Fires again while the key is held down; only for moving about, never for what is written to the project. */
  repeats?: boolean
  /** Cannot be bound otherwise: moving about, and the keys that classes have themselves. */
  fixed?: boolean
  /** Works in the review list, too. */
  review?: boolean
  /** Works while a text field has the focus. */
  inFields?: boolean
}

export const keyAreas = ['everywhere', 'views', 'samples', 'labels', 'clusters', 'session', 'review'] as const
export type KeyArea = (typeof keyAreas)[number]

export const keymap = {
  palette: { area: 'everywhere', keys: ['$mod+k'], inFields: true },
  help: { area: 'everywhere', keys: ['[Shift]+?'] },
  'go-data': { area: 'everywhere', keys: ['Alt+Shift+Digit1'] },
  'go-training': { area: 'everywhere', keys: ['Alt+Shift+Digit2'] },
  'go-labeling': { area: 'everywhere', keys: ['Alt+Shift+Digit3'] },
  'go-quality': { area: 'everywhere', keys: ['Alt+Shift+Digit4'] },
  export: { area: 'everywhere', keys: ['$mod+Shift+KeyE'] },
  snapshot: { area: 'everywhere', keys: [] },
  preferences: { area: 'everywhere', keys: [] },
  theme: { area: 'everywhere', keys: [] },
  contrast: { area: 'everywhere', keys: [] },
  language: { area: 'everywhere', keys: [] },
  tour: { area: 'everywhere', keys: [] },
  about: { area: 'everywhere', keys: [] },

  queue: { area: 'views', keys: ['q'] },
  map: { area: 'views', keys: ['m'] },
  'map-colours': { area: 'views', keys: [','] },
  back: { area: 'views', keys: ['Backspace'] },
  changes: { area: 'views', keys: ['.'], review: true },
  travel: { area: 'views', keys: [] },

  'move-left': { area: 'samples', keys: ['[Shift]+ArrowLeft'], repeats: true, fixed: true },
  'move-right': { area: 'samples', keys: ['[Shift]+ArrowRight'], repeats: true, fixed: true },
  'move-up': { area: 'samples', keys: ['[Shift]+ArrowUp'], repeats: true, fixed: true, review: true },
  'move-down': { area: 'samples', keys: ['[Shift]+ArrowDown'], repeats: true, fixed: true, review: true },
  'move-page-up': { area: 'samples', keys: ['[Shift]+PageUp'], repeats: true, fixed: true, review: true },
  'move-page-down': { area: 'samples', keys: ['[Shift]+PageDown'], repeats: true, fixed: true, review: true },
  'move-home': { area: 'samples', keys: ['[Shift]+Home'], fixed: true, review: true },
  'move-end': { area: 'samples', keys: ['[Shift]+End'], fixed: true, review: true },
  extend: {
    area: 'samples',
    // Shift is an optional modifier of the keys that move; listed for the help only.
    keys: [],
    caps: () => [
      [t('keys:caps.shift'), '← ↑ → ↓'],
      [t('keys:caps.shift'), t('keys:caps.click')],
    ],
    fixed: true,
  },
  'select-all': { area: 'samples', keys: ['$mod+a'] },
  'select-none': { area: 'samples', keys: ['Escape'], fixed: true },
  'tiles-larger': { area: 'samples', keys: ['[Shift]++', '[Shift]+='] },
  'tiles-smaller': { area: 'samples', keys: ['-'] },
  zoom: { area: 'samples', keys: ['Enter'] },

  'cluster-next': { area: 'clusters', keys: [']', 'AltGraph+]', 'j'], repeats: true },
  'cluster-previous': { area: 'clusters', keys: ['[', 'AltGraph+[', 'k'], repeats: true },
  'split-cluster': { area: 'clusters', keys: [] },

  skip: { area: 'labels', keys: ['Space'], review: true },
  'pick-class': { area: 'labels', keys: ['[Shift]+/', '$mod+f'] },
  exclude: { area: 'labels', keys: ['x'], review: true },
  flag: { area: 'labels', keys: ['f'], review: true },
  'flag-reason': { area: 'labels', keys: ['Shift+f'], review: true },
  comment: { area: 'labels', keys: ['c'], review: true },
  guideline: { area: 'labels', keys: ['$mod+i'] },
  clear: { area: 'labels', keys: ['Delete'] },
  undo: { area: 'labels', keys: ['$mod+z'], review: true },
  redo: { area: 'labels', keys: ['$mod+Shift+z', 'Control+y'], review: true },
  'new-class': { area: 'labels', keys: ['n'] },

  pause: { area: 'session', keys: [] },
  'set-goal': { area: 'session', keys: [] },

  'review-accept': { area: 'review', keys: ['Enter'], review: true },

  // Last, so that letters with a meaning of their own come first.
  label: {
    area: 'labels',
    keys: ['(Digit[0-9]|Numpad[0-9]|[a-z])'],
    caps: () => [['1 – 9'], ['0'], [t('keys:caps.letter')]],
    fixed: true,
    review: true,
  },
  'label-cluster': {
    area: 'labels',
    keys: ['Shift+(Digit[0-9]|Numpad[0-9]|[a-z])'],
    caps: () => [
      [t('keys:caps.shift'), '1 – 9'],
      [t('keys:caps.shift'), t('keys:caps.letter')],
    ],
    fixed: true,
  },
} satisfies Record<string, KeyEntry>

export type KeyId = keyof typeof keymap

export const keyIds = Object.keys(keymap) as KeyId[]

export function keyEntry(id: KeyId): KeyEntry {
  return keymap[id]
}

/** What a command does, in a few words: its name in the key sheet and the command palette. */
export function keyName(id: KeyId): string {
  return t(`keys:does.${id}`)
}
