import { mixtureParts } from '../decoder/mixture-parts.ts'
import { membersByComponent, type SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import { type ClusterIndex, sortByTypicality, weightByDistance } from './cluster-index.ts'

/** Posteriors and the clusters people see in them. */
export interface ClusteredSamples {
  posteriors: SparsePosteriors
  clusters: ClusterIndex
}

export interface ComponentSplit {
  component: number
  /** 2 … 8 */
  parts: number
  /** Samples sorted when it was split: parts are fitted to those, so that they stay when others come. */
  sorted: number
}

/** Which part each member goes to. */
export interface ComponentParts {
  /** Ordinals, ascending. */
  members: Uint32Array
  /** [members.length], 0 is the largest. */
  part: Uint8Array
  /** Latent means of the members [members.length · dimensions]. */
  points: Float32Array
  dimensions: number
}

/** Where latent means are. */
export interface LatentPoints {
  dimensions: number
  /** Latent means of these samples, in their order; ordinals ascending. */
  of(members: Uint32Array): Float32Array
}

/** Finds the parts of a component among its members; see {@link mixtureParts}. */
export function findParts(
  { clusters }: ClusteredSamples,
  { component, parts, sorted }: ComponentSplit,
  latent: LatentPoints,
): ComponentParts {
  const { offsets, samples } = clusters
  const members = samples.slice(offsets[component] ?? 0, offsets[component + 1] ?? 0).sort()
  const points = latent.of(members)
  const { dimensions } = latent
  const later = members.findIndex((member) => member >= sorted)
  const fitted = later < 0 ? members.length : later
  const part =
    fitted < parts
      ? new Uint8Array(members.length)
      : mixtureParts(points, { count: members.length, dimensions, fitted, parts })
  return { members, part, points, dimensions }
}

/**
 * The same samples with one component parted: the first part keeps its number, the others get the next free ones; what a
 * member has of the component goes to its part. Samples of other clusters keep their share of the first part. How
 * probable the components are, and with it nearly everything else, stays as it was.
 */
export function splitComponent(
  { posteriors, clusters }: ClusteredSamples,
  { component, parts }: ComponentSplit,
  { members, part, points, dimensions }: ComponentParts,
): ClusteredSamples {
  const { width } = posteriors
  const componentCount = posteriors.componentCount + parts - 1
  const numberOf = (p: number) => (p === 0 ? component : posteriors.componentCount + p - 1)
  const components = posteriors.components.slice()
  const own = clusters.component.slice()
  members.forEach((member, i) => {
    const number = numberOf(part[i])
    own[member] = number
    for (let at = member * width; at < (member + 1) * width; at += 1) {
      if (components[at] === component) components[at] = number
    }
  })
  const splitFrom = new Map(clusters.splitFrom)
  for (let p = 1; p < parts; p += 1) splitFrom.set(numberOf(p), component)
  const typicality = typicalityInParts(clusters, parts, { members, part, points, dimensions })
  const byComponent = membersByComponent(own, componentCount)
  sortByTypicality(byComponent, typicality)
  return {
    posteriors: { ...posteriors, componentCount, components },
    clusters: {
      ...clusters,
      ...byComponent,
      componentCount,
      component: own,
      typicality,
      splitFrom,
    },
  }
}

/** How typical members are of their parts; of all others as before. */
function typicalityInParts(
  clusters: ClusterIndex,
  parts: number,
  { members, part, points, dimensions }: ComponentParts,
): Float32Array {
  const own = Float32Array.from(members, (member) => clusters.responsibility[member])
  weightByDistance(own, membersByComponent(Uint16Array.from(part), parts), { means: points, dimensions })
  const typicality = clusters.typicality.slice()
  members.forEach((member, i) => {
    typicality[member] = own[i]
  })
  return typicality
}
