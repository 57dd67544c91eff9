import { expect, test } from 'vitest'
import { isAuditPlace } from './audit-schedule.ts'

test('after the first twenty questions every fifth one is an audit', () => {
  const audits = Array.from({ length: 40 }, (_, asked) => asked).filter(isAuditPlace)
  expect(audits).toEqual([24, 29, 34, 39])
})
