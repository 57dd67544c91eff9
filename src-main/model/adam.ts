/** Decay of the first and of the second moment, and ε: the paper's values. */
export const adamDecays = [0.9, 0.999] as const
export const adamEpsilon = 1e-8

/**
 * Adam (Kingma and Ba 2015, algorithm 1 with the bias correction folded into the step size) over one flat array of
 * parameters, in a single pass. It keeps its moments in typed arrays, so that a checkpoint can hold them.
 */
export class Adam {
  /** First moments, one per parameter. */
  readonly m: Float32Array<ArrayBuffer>
  /** Second moments, one per parameter. */
  readonly v: Float32Array<ArrayBuffer>

  constructor(size: number) {
    this.m = new Float32Array(size)
    this.v = new Float32Array(size)
  }

  /**
   * Moves `values[offset … offset + gradient.length)` against the gradient.
   *
   * @param step t, counted from 1
   */
  update(
    values: Float32Array,
    offset: number,
    gradient: Float32Array,
    learningRate: number,
    step: number,
  ): void {
    const { m, v } = this
    const [firstDecay, secondDecay] = adamDecays
    const firstWeight = 1 - firstDecay
    const secondWeight = 1 - secondDecay
    const secondCorrection = Math.sqrt(1 - secondDecay ** step)
    const rate = (learningRate * secondCorrection) / (1 - firstDecay ** step)
    // Dividing √v̂ + ε by the correction keeps ε's meaning as in the paper's unfolded form.
    const epsilon = adamEpsilon * secondCorrection
    for (let i = 0, j = offset; i < gradient.length; i++, j++) {
      const g = gradient[i]
      const first = m[j] + firstWeight * (g - m[j])
      const second = v[j] + secondWeight * (g * g - v[j])
      m[j] = first
      v[j] = second
      values[j] -= (rate * first) / (Math.sqrt(second) + epsilon)
    }
  }

  /** Forgets all moments, as at the switch from one loss to another. */
  reset(): void {
    this.m.fill(0)
    this.v.fill(0)
  }

  /** Forgets the moments of `length` parameters from `offset` on. */
  forget(offset: number, length: number): void {
    this.m.fill(0, offset, offset + length)
    this.v.fill(0, offset, offset + length)
  }
}
