import type { Adam } from './adam.ts'
import { mixtureParameters } from './gmvae.ts'
import type { ParameterSet } from './parameters.ts'
import type { Random } from './random.ts'

/** A component with less than this share of its fair 1/K of the samples counts as dead. */
const deadShare = 0.1

/** Components whose mass is at least 0.1 / K. */
export function liveComponents(masses: ArrayLike<number>): number {
  let total = 0
  for (let c = 0; c < masses.length; c++) total += masses[c]
  let live = 0
  for (let c = 0; c < masses.length; c++) if (masses[c] >= (deadShare * total) / masses.length) live++
  return live
}

/**
 * Puts every dead component to use: the component with the largest mass is split in two halves, half a standard
 * deviation to either side of its mean along a random direction, and the dead one becomes one of them. The moments
 * of both start anew.
 *
 * @param masses [K], responsibilities summed over an epoch
 * @returns how many components were restarted
 */
export function restartDeadComponents(
  parameters: ParameterSet,
  adam: Adam,
  masses: Float64Array,
  random: Random,
): number {
  const means = parameters.view('mixture/means')
  const logVariances = parameters.view('mixture/log-variances')
  const logits = parameters.view('mixture/logits')
  const clusters = logits.length
  const dimensions = means.length / clusters
  const left = masses.slice()
  const total = left.reduce((sum, mass) => sum + mass, 0)
  let restarted = 0
  for (let dead = 0; dead < clusters; dead++) {
    if (masses[dead] >= (deadShare * total) / clusters) continue
    let largest = 0
    for (let c = 1; c < clusters; c++) if (left[c] > left[largest]) largest = c
    for (let j = 0; j < dimensions; j++) {
      const from = largest * dimensions + j
      const to = dead * dimensions + j
      const side = random.uniform() < 0.5 ? -0.5 : 0.5
      const offset = side * Math.exp(logVariances[from] / 2)
      means[to] = means[from] + offset
      means[from] -= offset
      logVariances[to] = logVariances[from]
    }
    logits[largest] -= Math.LN2
    logits[dead] = logits[largest]
    left[largest] /= 2
    left[dead] = left[largest]
    for (const name of mixtureParameters) {
      const width = parameters.view(name).length / clusters
      for (const c of [largest, dead]) adam.forget(parameters.offsetOf(name) + c * width, width)
    }
    restarted++
  }
  return restarted
}
