import { expect, test } from 'vitest'
import { priorOf } from './class-prior.ts'

test('all classes alike need no prior', () => {
  expect(priorOf({ kind: 'uniform' }, [4, 5], [9, 1])).toBeNull()
})

test('random draws are shrunk towards even shares', () => {
  const prior = priorOf({ kind: 'estimated' }, [4, 5], [9, 1]) as Float64Array
  expect([...prior]).toEqual([11.5, 3.5])
  expect([...(priorOf({ kind: 'estimated' }, [4, 5], [0, 0]) as Float64Array)]).toEqual([2.5, 2.5])
})

test('given shares rule nothing out', () => {
  const shares = [
    { classId: 5, share: 3 },
    { classId: 4, share: 1 },
  ]
  expect([...(priorOf({ kind: 'given', shares }, [4, 5, 6], []) as Float64Array)]).toEqual([1, 3, 0.004])
  expect([
    ...(priorOf({ kind: 'given', shares: [{ classId: 4, share: 0 }] }, [4], []) as Float64Array),
  ]).toEqual([1])
})
