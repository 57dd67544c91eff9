import { describe, expect, it } from 'vitest'
import { compareNatural } from './natural-order.ts'

describe('compareNatural', () => {
  it.each([
    [
      ['img10', 'img2', 'img1'],
      ['img1', 'img2', 'img10'],
    ],
    [
      ['a', 'B', 'b', 'A'],
      ['A', 'B', 'a', 'b'],
    ],
    [
      ['x', 'x1', 'x01', 'x001y', 'x1y'],
      ['x', 'x1', 'x01', 'x1y', 'x001y'],
    ],
    [
      ['9', '10', '08', '8'],
      ['8', '08', '9', '10'],
    ],
    [
      ['v1.10.2', 'v1.9.30', 'v1.9.4'],
      ['v1.9.4', 'v1.9.30', 'v1.10.2'],
    ],
    [
      ['99999999999999999999998', '99999999999999999999997'],
      ['99999999999999999999997', '99999999999999999999998'],
    ],
    [
      ['ä2', 'ä10', 'z'],
      ['z', 'ä2', 'ä10'],
    ],
    [
      ['0', '00', '000'],
      ['0', '00', '000'],
    ],
  ])('orders %j', (names, expected) => {
    expect([...names].sort(compareNatural)).toEqual(expected)
    expect([...names].reverse().sort(compareNatural)).toEqual(expected)
  })

  it('finds a name equal to itself', () => {
    expect(compareNatural('a01b', 'a01b')).toBe(0)
  })
})
