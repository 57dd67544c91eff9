import { expect, it } from 'vitest'
import { RestartBudget } from './restart-budget.ts'

it('allows three times a minute, and again when a minute has passed', () => {
  const budget = new RestartBudget(3, 60_000)
  expect([0, 10_000, 20_000, 30_000].map((now) => budget.take(now))).toEqual([true, true, true, false])
  expect(budget.take(60_000)).toBe(true)
  expect(budget.take(60_001)).toBe(false)
})
