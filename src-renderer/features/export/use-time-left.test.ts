import { expect, it } from 'vitest'
import { secondsLeft } from './use-time-left.ts'

it('goes on at the pace there was', () => {
  expect(secondsLeft(10, 0.25)).toBe(30)
  expect(secondsLeft(10, 1)).toBe(0)
})

it('says nothing where little is done, or nothing is to do', () => {
  expect(secondsLeft(0.1, 0.01)).toBeNull()
  expect(secondsLeft(1, Number.NaN)).toBeNull()
})
