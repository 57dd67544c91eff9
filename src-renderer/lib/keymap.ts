/**
 * Every key of the window, in one table: what is bound and what the help dialog (`?`) lists cannot drift apart.
 * `keys` are tinykeys patterns (any of them fires); `caps` are the keycaps shown, one list per alternative.
 * A `+` is drawn between the caps of one list.
 */
export interface KeyEntry {
  area: KeyArea
  keys: string[]
  caps: string[][]
  does: string
  /** Fires again while the key is held down; only for moving about, never for what is written to the project. */
  repeats?: boolean
}

export const keyAreas = ['Everywhere', 'Samples', 'Labels', 'Clusters', 'Queue', 'Review'] as const
type KeyArea = (typeof keyAreas)[number]

export const keymap = {
  help: { area: 'Everywhere', keys: ['Shift+?', '?'], caps: [['?']], does: 'Show all keys' },
  'go-data': {
    area: 'Everywhere',
    keys: ['Alt+Shift+Digit1'],
    caps: [['Alt', 'Shift', '1']],
    does: 'Go to Data',
  },
  'go-training': {
    area: 'Everywhere',
    keys: ['Alt+Shift+Digit2'],
    caps: [['Alt', 'Shift', '2']],
    does: 'Go to Training',
  },
  'go-labeling': {
    area: 'Everywhere',
    keys: ['Alt+Shift+Digit3'],
    caps: [['Alt', 'Shift', '3']],
    does: 'Go to Labeling',
  },
  'go-quality': {
    area: 'Everywhere',
    keys: ['Alt+Shift+Digit4'],
    caps: [['Alt', 'Shift', '4']],
    does: 'Go to Quality',
  },
  export: {
    area: 'Everywhere',
    keys: ['$mod+Shift+KeyE'],
    caps: [['Ctrl', 'Shift', 'E']],
    does: 'Export labels',
  },

  'move-left': {
    area: 'Samples',
    keys: ['[Shift]+ArrowLeft'],
    caps: [['←']],
    does: 'Previous sample',
    repeats: true,
  },
  'move-right': {
    area: 'Samples',
    keys: ['[Shift]+ArrowRight'],
    caps: [['→']],
    does: 'Next sample',
    repeats: true,
  },
  'move-up': {
    area: 'Samples',
    keys: ['[Shift]+ArrowUp'],
    caps: [['↑']],
    does: 'One row up',
    repeats: true,
  },
  'move-down': {
    area: 'Samples',
    keys: ['[Shift]+ArrowDown'],
    caps: [['↓']],
    does: 'One row down',
    repeats: true,
  },
  'move-page-up': {
    area: 'Samples',
    keys: ['[Shift]+PageUp'],
    caps: [['Page Up']],
    does: 'One screen up',
    repeats: true,
  },
  'move-page-down': {
    area: 'Samples',
    keys: ['[Shift]+PageDown'],
    caps: [['Page Down']],
    does: 'One screen down',
    repeats: true,
  },
  'move-home': { area: 'Samples', keys: ['[Shift]+Home'], caps: [['Home']], does: 'First sample' },
  'move-end': { area: 'Samples', keys: ['[Shift]+End'], caps: [['End']], does: 'Last sample' },
  extend: {
    area: 'Samples',
    // Shift is an optional modifier of the keys that move; listed for the help only.
    keys: [],
    caps: [
      ['Shift', '← ↑ → ↓'],
      ['Shift', 'click'],
    ],
    does: 'Select a range',
  },
  'select-all': {
    area: 'Samples',
    keys: ['$mod+a'],
    caps: [['Ctrl', 'A']],
    does: 'Select the whole cluster',
  },
  'select-none': { area: 'Samples', keys: ['Escape'], caps: [['Esc']], does: 'Select nothing' },
  'cluster-next': {
    area: 'Clusters',
    keys: [']', 'AltGraph+]', 'j'],
    caps: [[']'], ['J']],
    does: 'Next cluster',
    repeats: true,
  },
  'cluster-previous': {
    area: 'Clusters',
    keys: ['[', 'AltGraph+[', 'k'],
    caps: [['['], ['K']],
    does: 'Previous cluster',
    repeats: true,
  },
  'tiles-larger': {
    area: 'Samples',
    keys: ['[Shift]++', '[Shift]+='],
    caps: [['+']],
    does: 'Larger pictures',
  },
  'tiles-smaller': { area: 'Samples', keys: ['-'], caps: [['−']], does: 'Smaller pictures' },
  zoom: { area: 'Samples', keys: ['Enter'], caps: [['Enter']], does: 'Look at the sample in full size' },
  queue: { area: 'Queue', keys: ['q'], caps: [['Q']], does: 'Queue on or off: one sample at a time' },
  back: {
    area: 'Queue',
    keys: ['Backspace'],
    caps: [['Backspace']],
    does: 'Back to the sample before; changes nothing',
  },
  skip: { area: 'Labels', keys: ['Space'], caps: [['Space']], does: 'Skip: not sure, ask somebody else' },
  flag: { area: 'Labels', keys: ['f'], caps: [['F']], does: 'Flag, or take the flag away' },
  clear: { area: 'Labels', keys: ['Delete'], caps: [['Delete']], does: 'Take the label away' },
  undo: { area: 'Labels', keys: ['$mod+z'], caps: [['Ctrl', 'Z']], does: 'Undo' },
  redo: {
    area: 'Labels',
    keys: ['$mod+Shift+z', 'Control+y'],
    caps: [
      ['Ctrl', 'Shift', 'Z'],
      ['Ctrl', 'Y'],
    ],
    does: 'Redo',
  },
  'review-accept': {
    area: 'Review',
    keys: ['Enter'],
    caps: [['Enter']],
    does: 'Take the first answer: keep the label, or take what most evidence says',
  },
  'new-class': { area: 'Labels', keys: ['n'], caps: [['N']], does: 'New class' },
  // Last, so that letters with a meaning of their own come first.
  label: {
    area: 'Labels',
    keys: ['(Digit[0-9]|Numpad[0-9]|[a-z])'],
    caps: [['1 – 9'], ['0'], ['letter']],
    does: 'Give the class with that key to the selection, or to the sample in focus',
  },
  'label-cluster': {
    area: 'Labels',
    keys: ['Shift+(Digit[0-9]|Numpad[0-9]|[a-z])'],
    caps: [
      ['Shift', '1 – 9'],
      ['Shift', 'letter'],
    ],
    does: 'Give it to every unlabeled sample of the cluster',
  },
} satisfies Record<string, KeyEntry>

export type KeyId = keyof typeof keymap
