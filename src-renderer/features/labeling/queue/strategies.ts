import type { QueryStrategy } from '../../../../src-main/contract/labeling.ts'

/** The ways to pick the next question, the recommended one first; the others are there to compare. */
export const strategies: readonly { value: QueryStrategy; label: string; detail: string }[] = [
  {
    value: 'default',
    label: 'Default',
    detail: 'First what speaks for many, then what is in doubt, and every fifth at random.',
  },
  {
    value: 'sigma',
    label: 'Σ-optimal',
    detail: 'What leaves least unknown about the whole set, whatever its label turns out to be.',
  },
  {
    value: 'margin',
    label: 'Uncertain (margin)',
    detail: 'Where the two likeliest classes are closest to each other.',
  },
  { value: 'entropy', label: 'Uncertain (entropy)', detail: 'Where the guess is spread over most classes.' },
  { value: 'typical', label: 'Typical', detail: 'The most usual sample of a group that has no label yet.' },
  {
    value: 'biggest',
    label: 'Biggest cluster',
    detail: 'From the biggest cluster with the fewest labels.',
  },
  {
    value: 'random',
    label: 'Random',
    detail: 'Any unlabeled sample, all with the same chance: each is an audit question.',
  },
]
