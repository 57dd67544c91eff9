/** Samples most alike to one, nearest first, with their Euclidean distances. */
export interface NearestSamples {
  samples: Uint32Array
  distances: Float32Array
}

/**
 * The exact nearest neighbours of one sample, by looking at all of them: for one sample that is quicker than any index
 * that would have to be kept. The sample itself is left out; of equally near ones the lower comes first.
 *
 * @param means [count, dimensions], finite
 */
export function nearestSamples(
  means: Float32Array,
  {
    count,
    dimensions,
    sample,
    wanted,
  }: { count: number; dimensions: number; sample: number; wanted: number },
): NearestSamples {
  const target = means.slice(sample * dimensions, (sample + 1) * dimensions)
  const samples = new Uint32Array(Math.max(0, Math.min(wanted, count - 1)))
  const squared = new Float64Array(samples.length).fill(Number.POSITIVE_INFINITY)
  let found = 0
  let limit = Number.POSITIVE_INFINITY
  for (let other = 0; other < count && samples.length > 0; other += 1) {
    if (other === sample) continue
    const from = other * dimensions
    let distance = 0
    for (let d = 0; d < dimensions; d += 1) {
      const difference = means[from + d] - target[d]
      distance += difference * difference
    }
    if (!(distance < limit)) continue
    let place = Math.min(found, samples.length - 1)
    for (; place > 0 && squared[place - 1] > distance; place -= 1) {
      squared[place] = squared[place - 1]
      samples[place] = samples[place - 1]
    }
    squared[place] = distance
    samples[place] = other
    if (found < samples.length) found += 1
    if (found === samples.length) limit = squared[found - 1]
  }
  return { samples, distances: Float32Array.from(squared, Math.sqrt) }
}
