import type { SparseRows } from './sparse-rows.ts'

/**
 * Responsibilities p(c | x) with the largest few of every sample, renormalised: each row sums to 1.
 * A row of zeros is a sample the model has not seen yet.
 */
export interface SparsePosteriors {
  count: number
  /** K, the number of mixture components. */
  componentCount: number
  /** Entries per sample. */
  width: number
  /** [count · width] */
  components: Uint16Array
  /** [count · width] */
  weights: Float32Array
}

/** Component of a sample that has not been sorted yet. */
export const noComponent = 0xffff

/** The posteriors as a sparse matrix over components; shares their arrays. */
export function posteriorRows(posteriors: SparsePosteriors): SparseRows {
  const { count, componentCount, width, components, weights } = posteriors
  return { count, nodes: componentCount, neighbours: width, index: components, weight: weights }
}

/**
 * Component with the largest responsibility of every sample [count]; ties go to the lowest component, samples that
 * are not sorted yet have {@link noComponent}.
 */
export function argmaxComponents(posteriors: SparsePosteriors): Uint16Array {
  const { count, width, components, weights } = posteriors
  const best = new Uint16Array(count).fill(noComponent)
  for (let sample = 0; sample < count; sample += 1) {
    let largest = 0
    for (let at = sample * width; at < (sample + 1) * width; at += 1) {
      const isBetter = weights[at] > largest || (weights[at] === largest && components[at] < best[sample])
      if (weights[at] > 0 && isBetter) {
        largest = weights[at]
        best[sample] = components[at]
      }
    }
  }
  return best
}

/** Samples grouped by component: those of component c are `samples[offsets[c]] … samples[offsets[c + 1] − 1]`. */
export interface ComponentMembers {
  /** [K + 1] */
  offsets: Uint32Array
  /** Ascending within each component; samples without a component are left out. */
  samples: Uint32Array
}

/** Groups samples by their component (counting sort); `components` as from {@link argmaxComponents}. */
export function membersByComponent(components: Uint16Array, componentCount: number): ComponentMembers {
  const offsets = new Uint32Array(componentCount + 1)
  for (const component of components) {
    if (component !== noComponent) offsets[component + 1] += 1
  }
  for (let c = 0; c < componentCount; c += 1) offsets[c + 1] += offsets[c]
  const samples = new Uint32Array(offsets[componentCount])
  const next = offsets.slice()
  for (let sample = 0; sample < components.length; sample += 1) {
    const component = components[sample]
    if (component === noComponent) continue
    samples[next[component]] = sample
    next[component] += 1
  }
  return { offsets, samples }
}
