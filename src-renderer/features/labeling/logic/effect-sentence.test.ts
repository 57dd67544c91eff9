import { describe, expect, it } from 'vitest'
import { effectSentence } from './effect-sentence.ts'

const say = (reach: number, changes: number | null) => effectSentence({ reach, changes, information: 0 })

describe('effectSentence', () => {
  it('says for how many a label speaks and how many guesses it would change', () => {
    expect(say(423, 35.4)).toBe('Speaks for about 420 samples; would change about 35 guesses.')
    expect(say(1.9, 1.2)).toBe('Speaks for about 2 samples; would change about 1 guess.')
  })

  it('does not make much of little', () => {
    expect(say(1.1, 0.3)).toBe('Speaks for little more than itself; would change hardly any guess.')
  })

  it('does not speak of changes before there are guesses', () => {
    expect(say(1287, null)).toBe('Speaks for about 1,300 samples.')
  })
})
