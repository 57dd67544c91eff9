import {
  argmaxComponents,
  type ComponentMembers,
  membersByComponent,
  noComponent,
  type SparsePosteriors,
} from '../decoder/sparse-posteriors.ts'

/** Clusters as people see them: every sample in the component with its largest responsibility. */
export interface ClusterIndex extends ComponentMembers {
  count: number
  componentCount: number
  /** Component of each sample [count]; `noComponent` for samples that are not sorted yet. */
  component: Uint16Array
  /** Responsibility of that component [count]. */
  responsibility: Float32Array
  /** Responsibility minus that of the runner-up [count]. */
  responsibilityMargin: Float32Array
  /**
   * How much a sample belongs to the core of its cluster, in [0, 1]: its responsibility, falling off with the
   * distance from the cluster's mean [count].
   */
  typicality: Float32Array
  /** Of components that people made by splitting, the one each was split from. */
  splitFrom?: ReadonlyMap<number, number>
}

/** Latent means of the samples, row-major [count · dimensions]. */
export interface Latents {
  means: Float32Array
  dimensions: number
}

/**
 * Groups the samples by cluster and rates how typical each is. Computed once per training; samples within a cluster
 * are listed most typical first. Without latent means only responsibilities are told apart, and many of those
 * are 1.
 */
export function indexClusters(posteriors: SparsePosteriors, latents?: Latents): ClusterIndex {
  const { count, componentCount, width, components, weights } = posteriors
  const component = argmaxComponents(posteriors)
  const { offsets, samples } = membersByComponent(component, componentCount)
  const responsibility = new Float32Array(count)
  const responsibilityMargin = new Float32Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    let second = 0
    for (let at = sample * width; at < (sample + 1) * width; at += 1) {
      if (components[at] === component[sample])
        responsibility[sample] = Math.max(responsibility[sample], weights[at])
      else second = Math.max(second, weights[at])
    }
    responsibilityMargin[sample] = responsibility[sample] - second
  }
  const typicality = responsibility.slice()
  if (latents) weightByDistance(typicality, { offsets, samples }, latents)
  sortByTypicality({ offsets, samples }, typicality)
  return {
    count,
    componentCount,
    component,
    responsibility,
    responsibilityMargin,
    typicality,
    offsets,
    samples,
  }
}

/** Puts the members of every component in order, most typical first. */
export function sortByTypicality({ offsets, samples }: ComponentMembers, typicality: Float32Array): void {
  for (let c = 0; c + 1 < offsets.length; c += 1) {
    samples.subarray(offsets[c], offsets[c + 1]).sort((a, b) => typicality[b] - typicality[a] || a - b)
  }
}

/** Number of samples in a cluster. */
export function clusterSize(clusters: ClusterIndex, component: number): number {
  return component === noComponent ? 0 : clusters.offsets[component + 1] - clusters.offsets[component]
}

/** Multiplies by exp(−d²/2d̄²), d the distance to the mean of the sample's cluster and d̄² the cluster's mean of d². */
export function weightByDistance(
  typicality: Float32Array,
  { offsets, samples }: ComponentMembers,
  { means, dimensions }: Latents,
): void {
  const squared = new Float64Array(typicality.length)
  for (let c = 0; c + 1 < offsets.length; c += 1) {
    const members = samples.subarray(offsets[c], offsets[c + 1])
    const centre = new Float64Array(dimensions)
    for (const sample of members) {
      for (let d = 0; d < dimensions; d += 1) centre[d] += means[sample * dimensions + d] / members.length
    }
    let spread = 0
    for (const sample of members) {
      for (let d = 0; d < dimensions; d += 1)
        squared[sample] += (means[sample * dimensions + d] - centre[d]) ** 2
      spread += squared[sample] / members.length
    }
    if (spread === 0) continue
    for (const sample of members) typicality[sample] *= Math.exp(-squared[sample] / (2 * spread))
  }
}
