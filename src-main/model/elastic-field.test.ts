import { describe, expect, it } from 'vitest'
import { ElasticField } from './elastic-field.ts'
import { Random } from './random.ts'

/** Both displacements of every pixel, row by row. */
function displacements(field: ElasticField, side: number): { x: number[]; y: number[] } {
  const all = { x: [] as number[], y: [] as number[] }
  const [acrossX, acrossY] = [new Float64Array(side), new Float64Array(side)]
  for (let y = 0; y < side; y++) {
    field.fillRow(y, acrossX, acrossY)
    all.x.push(...acrossX)
    all.y.push(...acrossY)
  }
  return all
}

describe('ElasticField', () => {
  it.each([12, 28])('has mean 0 and the deviation asked for, on a side of %d', (side) => {
    const field = new ElasticField(side)
    const random = new Random(1)
    const deviation = 1.5
    const fields = 400
    let sum = 0
    let squares = 0
    for (let i = 0; i < fields; i++) {
      field.draw(deviation, random)
      const { x, y } = displacements(field, side)
      for (const value of [...x, ...y]) {
        sum += value
        squares += value * value
      }
    }
    const count = fields * 2 * side * side
    expect(Math.abs(sum / count)).toBeLessThan(0.03 * deviation)
    expect(Math.sqrt(squares / count) / deviation).toBeCloseTo(1, 1)
  })

  it('is smooth: neighbours move together', () => {
    const side = 28
    const field = new ElasticField(side)
    field.draw(1, new Random(2))
    const { x, y } = displacements(field, side)
    for (const values of [x, y]) {
      for (let i = 1; i < values.length; i++) {
        if (i % side > 0) expect(Math.abs(values[i] - values[i - 1])).toBeLessThan(0.75)
        if (i >= side) expect(Math.abs(values[i] - values[i - side])).toBeLessThan(0.75)
      }
    }
    expect(x).not.toEqual(y)
  })

  it('follows from the seed alone and is nothing at deviation 0', () => {
    const draw = (deviation: number, seed: number) => {
      const field = new ElasticField(10)
      field.draw(deviation, new Random(seed))
      return displacements(field, 10).x
    }
    expect(draw(1, 3)).toEqual(draw(1, 3))
    expect(draw(1, 3)).not.toEqual(draw(1, 4))
    expect(draw(0, 3).every((value) => value === 0)).toBe(true)
  })
})
