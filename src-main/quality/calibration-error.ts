/** Bins of equal width, as in the figures of others (Guo et al. 2017). */
const binCount = 10

/**
 * Expected calibration error: mean |confidence − accuracy| over tenths of confidence, weighted by how many samples are
 * in each. 0 for no samples.
 *
 * @param right 1 where the guess was right, 0 where not
 */
export function calibrationError(confidence: ArrayLike<number>, right: ArrayLike<number>): number {
  const difference = new Float64Array(binCount)
  for (let i = 0; i < confidence.length; i += 1) {
    difference[Math.min(binCount - 1, Math.floor(confidence[i] * binCount))] += confidence[i] - right[i]
  }
  const total = difference.reduce((sum, value) => sum + Math.abs(value), 0)
  return confidence.length > 0 ? total / confidence.length : 0
}
