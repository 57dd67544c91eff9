import type { ParameterSet } from './parameters.ts'
import type { PrincipalAxes } from './principal-axes.ts'

/** log σ² of q(z|x): an embedding's place is as good as certain. */
const logVariance = -8

/**
 * Writes an encoder and a decoder that need no training into a model without hidden layers: μ(x) = s·Aᵀx, and back
 * z ↦ A·z / s, for orthonormal axes A. The factor s gives the latents the mean variance 1, far enough from the limits
 * of the mixture's variances.
 */
export function setGivenEncoder(parameters: ParameterSet, { axes, variances }: PrincipalAxes): void {
  const dimensions = variances.length
  const meanVariance = variances.reduce((sum, variance) => sum + variance, 0) / dimensions
  const scale = meanVariance > 0 ? 1 / Math.sqrt(meanVariance) : 1
  parameters.view('mean/weights').set(axes.map((value) => scale * value))
  parameters.view('mean/bias').fill(0)
  parameters.view('log-variance/weights').fill(0)
  parameters.view('log-variance/bias').fill(logVariance)
  const back = parameters.view('decoder/0/weights')
  const inputLength = axes.length / dimensions
  for (let i = 0; i < inputLength; i++) {
    for (let k = 0; k < dimensions; k++) back[k * inputLength + i] = axes[i * dimensions + k] / scale
  }
  parameters.view('decoder/0/bias').fill(0)
}
