import { FewlabelError } from '../contract/errors.ts'

/** Per column: standardised = (raw − mean) / deviation. */
export interface Standardisation {
  mean: Float32Array
  /** Positive; 1 for a column that never changes. */
  deviation: Float32Array
}

/**
 * Means and standard deviations of the columns of `values` [count · columns].
 *
 * @throws FewlabelError `source-damaged` when a number is not finite
 */
export function standardisationOf(values: Float32Array | Uint8Array, columns: number): Standardisation {
  const count = values.length / columns
  const mean = new Float64Array(columns)
  const squares = new Float64Array(columns)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]
      if (!Number.isFinite(value)) throw notFinite(value, i, j)
      // Welford's update: stable also where the mean is far larger than the spread.
      const before = value - mean[j]
      mean[j] += before / (i + 1)
      squares[j] += before * (value - mean[j])
    }
  }
  const deviation = Float32Array.from(squares, (sum, j) => {
    const found = Math.sqrt(sum / count)
    return found > 1e-6 * Math.max(1, Math.abs(mean[j])) ? found : 1
  })
  return { mean: Float32Array.from(mean), deviation }
}

function notFinite(value: number, row: number, column: number): FewlabelError {
  return new FewlabelError('source-damaged', 'The vectors hold a value that is not a finite number.', {
    expected: 'finite numbers',
    found: String(value),
    place: `sample ${row + 1}, column ${column + 1}`,
    remedy: 'Import the table again with this value corrected or the row left out.',
  })
}
