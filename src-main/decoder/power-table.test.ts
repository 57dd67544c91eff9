import { describe, expect, it } from 'vitest'
import { PowerTable } from './power-table.ts'

const numbers = Float32Array.from({ length: 400 }, (_, i) => 0.05 * 1.04 ** i)

describe.each([0.5, 1, 2.25, 4, 8])('x^%d', (power) => {
  const powers = new PowerTable()
  powers.setPower(power)

  it('is right to five digits', () => {
    for (const x of numbers) expect(Math.abs(powers.of(x) / x ** power - 1)).toBeLessThan(1e-5)
  })

  it('is added to sums, column by column', () => {
    const columns = [numbers, numbers.map((x) => 2 * x), numbers.map((x) => x / 3)]
    for (const used of [1, 2, 3]) {
      const sums = new Float64Array(10).fill(1)
      powers.addTo(sums, columns.slice(0, used), [1, 0.5, 3].slice(0, used), 7, 10)
      for (let i = 0; i < 10; i += 1) {
        let sum = 1
        for (let l = 0; l < used; l += 1) sum += [1, 0.5, 3][l] * powers.of(columns[l][7 + i])
        expect(sums[i]).toBe(sum)
      }
    }
  })

  it('of nothing is nothing, and of what is as good as nothing a number', () => {
    expect(powers.of(0)).toBe(0)
    expect(powers.of(1e-30)).toBeLessThan(1e-3)
  })
})
