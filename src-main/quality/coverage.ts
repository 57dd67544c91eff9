import type { ClusterCoverage } from '../contract/quality.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'

export interface CoverageInput {
  /** Cluster of each sorted sample [count]; `noComponent` for none. */
  component: Uint16Array
  componentCount: number
  /** Not 0 where somebody labeled the sample [≥ count]. */
  labeled: ArrayLike<number>
  /** Samples labeled in the audit, from 0. */
  audited: Iterable<number>
  /** Probability of the guess [count]. */
  confidence: ArrayLike<number>
}

/**
 * Where the labels lie, cluster by cluster, those without samples left out. A cluster far below 1 in `representation` is
 * one that the labels hardly speak for.
 */
export function clusterCoverage(input: CoverageInput): ClusterCoverage[] {
  const { component, componentCount, labeled, audited, confidence } = input
  const size = new Uint32Array(componentCount)
  const labels = new Uint32Array(componentCount)
  const audits = new Uint32Array(componentCount)
  const sureness = new Float64Array(componentCount)
  let sorted = 0
  let labeledSorted = 0
  for (let i = 0; i < component.length; i += 1) {
    const c = component[i]
    if (c === noComponent) continue
    sorted += 1
    size[c] += 1
    if (labeled[i]) {
      labels[c] += 1
      labeledSorted += 1
    } else sureness[c] += confidence[i]
  }
  for (const sample of audited) {
    if (sample < component.length && component[sample] !== noComponent) audits[component[sample]] += 1
  }
  return Array.from(size, (_, c) => c)
    .filter((c) => size[c] > 0)
    .map((c) => ({
      component: c,
      size: size[c],
      labeled: labels[c],
      audited: audits[c],
      // Without any label, none is missing here more than elsewhere.
      representation: labeledSorted > 0 ? labels[c] / ((labeledSorted * size[c]) / sorted) : 1,
      confidence: size[c] > labels[c] ? sureness[c] / (size[c] - labels[c]) : 1,
    }))
}
