/** Tables that people measure seldom have as many columns; embeddings seldom have fewer. */
const fewestColumns = 64

/** Fewer rows tell nothing about columns. */
const fewestRows = 20

/** Of the columns' standard deviations, the 95th percentile is at most so many times the 5th. */
const widestScales = 5

/** Largest relative deviation of the rows' norms that counts as "all of one norm". */
const sameNorm = 0.002

/** Half of the columns have a mean of at most so many of their standard deviations. */
const nearZero = 1

/** Largest share of zeros, and of whole numbers among the rest: more, and it is counts, words or pixels. */
const mostZeros = 0.5
const mostWhole = 0.1

/**
 * Whether vectors look like what another model puts out: many columns of one scale, real numbers, about zero or all of
 * one norm. Pixels have dark borders, measurements have units, counts are whole: none of them looks so.
 *
 * @param rows some of the samples, [count · columns]
 */
export function looksLikeEmbedding(rows: Float32Array, columns: number): boolean {
  const count = rows.length / columns
  if (columns < fewestColumns || count < fewestRows) return false
  if (!rows.every(Number.isFinite) || !isReal(rows)) return false
  const { means, deviations } = columnMoments(rows, columns)
  const scales = deviations.toSorted()
  const [low, high] = [quantile(scales, 0.05), quantile(scales, 0.95)]
  if (low === 0 || high / low > widestScales) return false
  const offsets = means.map((mean, j) => Math.abs(mean) / Math.max(deviations[j], low)).sort()
  return quantile(offsets, 0.5) <= nearZero || normsSpread(rows, columns) <= sameNorm
}

function isReal(rows: Float32Array): boolean {
  let zeros = 0
  let whole = 0
  for (const value of rows) {
    if (value === 0) zeros++
    else if (Number.isInteger(value)) whole++
  }
  return zeros <= mostZeros * rows.length && whole <= mostWhole * (rows.length - zeros)
}

function columnMoments(rows: Float32Array, columns: number) {
  const count = rows.length / columns
  const means = new Float64Array(columns)
  const squares = new Float64Array(columns)
  for (const [k, value] of rows.entries()) means[k % columns] += value / count
  for (const [k, value] of rows.entries()) squares[k % columns] += (value - means[k % columns]) ** 2
  return { means, deviations: squares.map((sum) => Math.sqrt(sum / count)) }
}

/** Standard deviation of the rows' Euclidean norms, relative to their mean. */
function normsSpread(rows: Float32Array, columns: number): number {
  const norms = Float64Array.from({ length: rows.length / columns }, (_, i) =>
    Math.sqrt(rows.subarray(i * columns, (i + 1) * columns).reduce((sum, value) => sum + value * value, 0)),
  )
  const mean = norms.reduce((sum, norm) => sum + norm, 0) / norms.length
  const variance = norms.reduce((sum, norm) => sum + (norm - mean) ** 2, 0) / norms.length
  return Math.sqrt(variance) / mean
}

function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.round(share * (ascending.length - 1))]
}
