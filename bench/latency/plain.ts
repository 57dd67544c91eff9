import type { NodeGraph } from '../../src-main/decoder/greens-function.ts'
import type { SparsePosteriors } from '../../src-main/decoder/sparse-posteriors.ts'

/*
 * What the product does, done as one would write it down: the measure for how much its ways save.
 */

/** Processor time of this process, all its threads, and what the work answers. */
export function processorMilliseconds<T>(work: () => T): [milliseconds: number, result: T] {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return [(user + system) / 1000, result]
}

/** Nearest anchor of every sample, distance by distance. */
export function plainNearest(
  means: Float32Array,
  count: number,
  dimensions: number,
  anchors: Float32Array,
): Uint16Array {
  const nearest = new Uint16Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    let smallest = Number.POSITIVE_INFINITY
    for (let j = 0; j * dimensions < anchors.length; j += 1) {
      let squared = 0
      for (let d = 0; d < dimensions; d += 1) {
        squared += (means[sample * dimensions + d] - anchors[j * dimensions + d]) ** 2
      }
      if (squared < smallest) {
        smallest = squared
        nearest[sample] = j
      }
    }
  }
  return nearest
}

/** Class probabilities of every sample from all labels, nothing kept from before: the most probable class of each. */
export function plainDecode(
  graph: NodeGraph,
  labels: ReadonlyMap<number, number>,
  classCount: number,
  sharpness: number,
): Int16Array {
  const { count, nodes, neighbours, index, weight, green } = graph
  const counts = new Float64Array(classCount)
  for (const l of labels.values()) counts[l] += 1
  const responses = Array.from({ length: classCount }, () => new Float64Array(nodes))
  for (const [sample, l] of labels) {
    for (let a = sample * neighbours; a < (sample + 1) * neighbours; a += 1) {
      for (let k = 0; k < nodes; k += 1) {
        responses[l][k] += (weight[a] * green[index[a] * nodes + k]) / counts[l]
      }
    }
  }
  const best = new Int16Array(count).fill(-1)
  const confidence = new Float32Array(count)
  const evidence = new Float64Array(classCount)
  for (let sample = 0; sample < count; sample += 1) {
    let sum = 0
    for (let l = 0; l < classCount; l += 1) {
      let score = 0.05
      for (let a = sample * neighbours; a < (sample + 1) * neighbours; a += 1) {
        score += weight[a] * responses[l][index[a]]
      }
      evidence[l] = counts[l] === 0 ? 0 : score ** sharpness
      sum += evidence[l]
    }
    for (let l = 0; l < classCount; l += 1) {
      if (evidence[l] / sum <= confidence[sample]) continue
      confidence[sample] = evidence[l] / sum
      best[sample] = l
    }
  }
  return best
}

/** How many samples of each class every cluster holds, by the classes given. */
export function plainBoard(posteriors: SparsePosteriors, best: Int16Array): Map<number, Map<number, number>> {
  const { count, width, components, weights } = posteriors
  const board = new Map<number, Map<number, number>>()
  for (let sample = 0; sample < count; sample += 1) {
    let home = sample * width
    for (let at = home; at < (sample + 1) * width; at += 1) if (weights[at] > weights[home]) home = at
    const mix = board.get(components[home]) ?? new Map<number, number>()
    board.set(components[home], mix)
    mix.set(best[sample], (mix.get(best[sample]) ?? 0) + 1)
  }
  return board
}
