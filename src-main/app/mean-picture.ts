import type { ClusterIndex } from '../query/cluster-index.ts'

/** Members that a picture is the mean of, at most: the most typical ones. */
const mostMembers = 200

/** The mean of a cluster's most typical members, as a model input; null where it has none. */
export function meanInput(
  samples: { input(id: number): Uint8Array | Float32Array },
  { offsets, samples: members }: ClusterIndex,
  component: number,
): Uint8Array | Float32Array | null {
  const typical = members
    .subarray(offsets[component] ?? 0, offsets[component + 1] ?? 0)
    .subarray(0, mostMembers)
  if (typical.length === 0) return null
  const first = samples.input(typical[0] + 1)
  const sums = new Float64Array(first.length)
  for (const ordinal of typical) {
    const input = samples.input(ordinal + 1)
    for (let i = 0; i < sums.length; i++) sums[i] += input[i]
  }
  const means = sums.map((sum) => sum / typical.length)
  return first instanceof Uint8Array ? Uint8Array.from(means, Math.round) : Float32Array.from(means)
}
