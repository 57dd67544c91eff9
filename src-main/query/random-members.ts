import type { ClusterIndex } from './cluster-index.ts'

/** Places in a cluster that fit beside a key of 32 bits into a number without loss. */
const placesPerKey = 2 ** 21

const known = new WeakMap<ClusterIndex, Map<string, Uint32Array>>()

/**
 * The members of a cluster in a random order that follows from the seed and from which samples they are, from nothing
 * else: all samples have their place in one random order of the whole project, so a part of a cluster, or a cluster with
 * new members, is gone through as it was before. Made when first asked for; not to be written to.
 */
export function randomMembers(clusters: ClusterIndex, component: number, seed: number): Uint32Array {
  const orders = known.get(clusters) ?? new Map<string, Uint32Array>()
  known.set(clusters, orders)
  const key = `${seed}/${component}`
  const made = orders.get(key)
  if (made) return made
  const { offsets, samples } = clusters
  const members = samples.slice(offsets[component] ?? 0, offsets[component + 1] ?? 0).sort()
  const keys = Float64Array.from(
    members,
    (sample, place) => keyOf(sample, seed) * placesPerKey + place,
  ).sort()
  const order = Uint32Array.from(keys, (value) => members[value % placesPerKey])
  orders.set(key, order)
  return order
}

/** 32 bits that look drawn for each sample (the finaliser of MurmurHash3, Austin Appleby, public domain). */
function keyOf(sample: number, seed: number): number {
  let bits = Math.imul(sample + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)
  for (let round = 0; round < 2; round += 1) {
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
    bits ^= bits >>> 16
  }
  return bits >>> 0
}
