import { describe, expect, it } from 'vitest'
import { looksLikeEmbedding } from './embedding-look.ts'
import { normals, Random } from './random.ts'

const count = 100
const columns = 96
const random = normals(new Random(1), count * columns)

function scaledToNorm(rows: Float32Array, norm: number): Float32Array {
  return rows.map((value, k) => {
    const from = columns * Math.floor(k / columns)
    return (norm * value) / Math.hypot(...rows.subarray(from, from + columns))
  })
}

describe('looksLikeEmbedding', () => {
  it.each<[string, Float32Array]>([
    ['numbers about zero, of one scale', random],
    ['a few columns that stand out', random.map((x, k) => (k % columns === 7 ? 40 * x + 90 : x))],
    [
      'rows of one norm, far from zero',
      scaledToNorm(
        random.map((x) => x + 4),
        1,
      ),
    ],
  ])('knows %s', (_, rows) => {
    expect(looksLikeEmbedding(rows, columns)).toBe(true)
  })

  it.each<[string, Float32Array]>([
    ['measurements in different units', random.map((x, k) => x * 10 ** ((k % columns) / 24))],
    ['brightnesses, none of them dark', random.map((x) => 0.5 + 0.1 * x)],
    ['counts', random.map((x) => Math.round(5 * x))],
    ['rare words', random.map((x) => (x > 1.5 ? x : 0))],
    ['columns that never change', random.map((x, k) => (k % columns < 20 ? 0.5 : x))],
    ['a number that is not finite', random.with(50, Number.NaN)],
    ['rows that are all zero', new Float32Array(count * columns)],
  ])('does not take %s for one', (_, rows) => {
    expect(looksLikeEmbedding(rows, columns)).toBe(false)
  })

  it('needs columns and rows enough', () => {
    expect(looksLikeEmbedding(random.subarray(0, 63 * 100), 63)).toBe(false)
    expect(looksLikeEmbedding(random.subarray(0, 19 * columns), columns)).toBe(false)
  })
})
