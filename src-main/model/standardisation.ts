import { FewlabelError } from '../contract/errors.ts'

/** Per column: standardised = (raw − mean) / deviation, where raw is divided by its row's norm before if `rowNorm` is given. */
export interface Standardisation {
  mean: Float32Array
  /** Positive; 1 for a column that never changes. */
  deviation: Float32Array
  /** Of embeddings, whose rows are brought to norm 1 first: the mean Euclidean norm they had. Else null. */
  rowNorm: number | null
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
  return { mean: Float32Array.from(mean), deviation, rowNorm: null }
}

/**
 * For embeddings `values` [count · columns], in which directions count: rows of norm 1, centred, and one deviation for
 * all columns, which leaves angles as they are.
 *
 * @throws FewlabelError `source-damaged` when a number is not finite
 */
export function embeddingStandardisation(
  values: Float32Array | Uint8Array,
  columns: number,
): Standardisation {
  const inverse = inverseNorms(values, columns)
  const count = inverse.length
  const sums = new Float64Array(columns)
  let norms = 0
  let rowsWithDirection = 0
  for (let i = 0; i < count; i++) {
    if (inverse[i] > 0) {
      norms += 1 / inverse[i]
      rowsWithDirection++
    }
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]
      if (!Number.isFinite(value)) throw notFinite(value, i, j)
      sums[j] += value * inverse[i]
    }
  }
  const mean = sums.map((sum) => sum / count)
  // Rows of norm 1 have the mean square 1 / columns; what the mean explains of it is no spread.
  const squares = rowsWithDirection / count - mean.reduce((sum, value) => sum + value * value, 0)
  const spread = Math.sqrt(Math.max(0, squares) / columns)
  return {
    mean: Float32Array.from(mean),
    deviation: new Float32Array(columns).fill(spread > 1e-6 ? spread : 1),
    rowNorm: rowsWithDirection > 0 ? norms / rowsWithDirection : 1,
  }
}

/** 1 / Euclidean norm of each row of `values` [count · columns]; 0 for a row of zeros, which has no direction. */
export function inverseNorms(values: Float32Array | Uint8Array, columns: number): Float64Array {
  return Float64Array.from({ length: values.length / columns }, (_, i) => {
    let squares = 0
    for (let k = i * columns; k < (i + 1) * columns; k++) squares += values[k] ** 2
    return squares > 0 ? 1 / Math.sqrt(squares) : 0
  })
}

/** Vectors [n · columns] in their own units from standardised ones. */
export function unstandardised(
  values: ArrayLike<number>,
  { mean, deviation, rowNorm }: Standardisation,
): Float32Array {
  const columns = mean.length
  const norm = rowNorm ?? 1
  return Float32Array.from(values, (value, i) => norm * (value * deviation[i % columns] + mean[i % columns]))
}

function notFinite(value: number, row: number, column: number): FewlabelError {
  return new FewlabelError('source-damaged', 'The vectors hold a value that is not a finite number.', {
    expected: 'finite numbers',
    found: String(value),
    place: `sample ${row + 1}, column ${column + 1}`,
    remedy: 'Import the table again with this value corrected or the row left out.',
  })
}
