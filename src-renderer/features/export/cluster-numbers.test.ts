import { expect, it } from 'vitest'
import { readClusters, writeClusters } from './cluster-numbers.ts'

it('reads numbers and ranges', () => {
  expect(readClusters('')).toEqual([])
  expect(readClusters('3, 7-9 8;12–13')).toEqual([3, 7, 8, 9, 12, 13])
})

it('refuses what is no list of clusters', () => {
  for (const text of ['a', '5-3', '1-', '-1', '1.5', '999999']) expect(readClusters(text)).toBeNull()
})

it('writes them shortly', () => {
  expect(writeClusters([9, 3, 8, 7])).toBe('3, 7-9')
  expect(readClusters(writeClusters([1, 2, 4]))).toEqual([1, 2, 4])
})
