import type { Project } from '../project/project.ts'
import type { LatentPoints } from '../query/split-component.ts'
import type { SortedSamples } from './prediction-state.ts'

/** Latent means of some samples: from memory or, where there are too many to keep, from the project. */
export function latentPoints(project: Project, { runId, means, graph }: SortedSamples): LatentPoints {
  const { dimensions } = graph
  return {
    dimensions,
    of(members) {
      if (!means) return project.posteriors.meansOf(runId, members)
      const points = new Float32Array(members.length * dimensions)
      members.forEach((member, i) => {
        points.set(means.subarray(member * dimensions, (member + 1) * dimensions), i * dimensions)
      })
      return points
    },
  }
}
