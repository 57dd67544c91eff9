import { expect, it } from 'vitest'
import { DrawnOrder } from './drawn-order.ts'

const places = (count: number) => Array.from({ length: count }, (_, place) => place)

it('holds every number once, in an order that follows from the seed, however it is asked for', () => {
  const order = new DrawnOrder(50, 7)
  const forwards = places(50).map((place) => order.at(place))
  expect([...forwards].sort((a, b) => a - b)).toEqual(places(50))
  const again = new DrawnOrder(50, 7)
  again.at(20)
  expect(
    places(50)
      .reverse()
      .map((place) => again.at(place))
      .reverse(),
  ).toEqual(forwards)
  expect(places(50).map((place) => new DrawnOrder(50, 8).at(place))).not.toEqual(forwards)
})

it('puts every number at every place equally often', () => {
  const counts = new Float64Array(16)
  const rounds = 4000
  for (let seed = 0; seed < rounds; seed++) {
    const order = new DrawnOrder(4, seed)
    for (const place of places(4)) counts[4 * place + order.at(place)]++
  }
  const squares = counts.map((count) => (count - rounds / 4) ** 2 / (rounds / 4))
  // Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand times.
  expect(squares.reduce((sum, square) => sum + square, 0)).toBeLessThan(27.9)
})
