import { nearestSamples } from '../decoder/nearest-samples.ts'
import type { Project } from '../project/project.ts'
import { nodeMembers } from '../query/node-members.ts'
import { latentPoints } from './latent-means.ts'
import type { SortedSamples } from './prediction-state.ts'

/** Where means are not in memory, samples of the nearest anchors that are compared. */
const mostCandidates = 6000

/**
 * Ordinals of the samples most alike to one in latent space, nearest first. Exact where latent means are in memory;
 * else among the samples of the anchors it belongs to.
 *
 * @param ordinal of a sorted sample
 */
export function neighboursOf(
  project: Project,
  sorted: SortedSamples,
  ordinal: number,
  wanted: number,
): { ordinal: number; distance: number }[] {
  const { means, graph, clusters } = sorted
  const { dimensions, neighbours, index, count } = graph
  if (means) return listed(nearestSamples(means, { count, dimensions, sample: ordinal, wanted }))
  const members = nodeMembers(graph, clusters)
  const near = new Set([ordinal])
  for (const node of index.subarray(ordinal * neighbours, (ordinal + 1) * neighbours)) {
    for (const member of members.of(node)) {
      if (near.size === mostCandidates) break
      near.add(member)
    }
  }
  const candidates = Uint32Array.from(near).sort()
  const points = latentPoints(project, sorted).of(candidates)
  const sample = candidates.indexOf(ordinal)
  return listed(nearestSamples(points, { count: candidates.length, dimensions, sample, wanted })).map(
    (found) => ({ ...found, ordinal: candidates[found.ordinal] }),
  )
}

function listed({ samples, distances }: ReturnType<typeof nearestSamples>) {
  return Array.from(samples, (ordinal, i) => ({ ordinal, distance: distances[i] }))
}
