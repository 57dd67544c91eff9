import { expect, it } from 'vitest'
import { StartTimes } from './start-times.ts'

it('says when the window was shown, and what came before it', () => {
  const times = new StartTimes()
  times.mark('entry loaded')
  times.mark('ready')
  expect(times.shown()).toMatch(/^window shown after \d+ ms \(entry loaded \d+, ready \d+\)$/)
})
