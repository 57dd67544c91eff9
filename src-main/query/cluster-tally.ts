import { noComponent } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from './cluster-index.ts'
import type { QueryState } from './query-state.ts'

export type TallyState = Pick<QueryState, 'clusters' | 'predictions' | 'labeled' | 'excluded' | 'classIds'>

/** What is known about every cluster, added up over its samples. Classes are counted as the decoder counts them. */
export interface ClusterTally {
  clusters: ClusterIndex
  classIds: ArrayLike<number>
  /** Samples that people labeled [K]. */
  labels: Uint32Array
  /** Samples that people called junk [K]; they count nowhere else here. */
  excluded: Uint32Array
  /** Of those, how many of each class [K · classes]. */
  told: Uint32Array
  /** Σ uncertainty of those without a label [K]. */
  uncertainty: Float64Array
  /** Σ (1 − uncertainty) of those, by the class the decoder gives them [K · classes]. */
  guessed: Float64Array
  /** All samples by the class the decoder gives them, labeled ones too [K · classes]. */
  seen: Uint32Array
}

/** Adds it up in one pass over the samples: what every label costs, so it is done once for all who ask. */
export function tallyClusters({
  clusters,
  predictions,
  labeled,
  excluded,
  classIds,
}: TallyState): ClusterTally {
  const { count, componentCount, component } = clusters
  const { best, uncertainty } = predictions
  const classCount = classIds.length
  const indexOf = indexById(classIds)
  const labels = new Uint32Array(componentCount)
  const junk = new Uint32Array(componentCount)
  const told = new Uint32Array(componentCount * classCount)
  const uncertain = new Float64Array(componentCount)
  const guessed = new Float64Array(componentCount * classCount)
  const seen = new Uint32Array(componentCount * classCount)
  for (let sample = 0; sample < count; sample += 1) {
    const c = component[sample]
    if (c === noComponent) continue
    if (excluded?.[sample]) {
      junk[c] += 1
      continue
    }
    const guess = best[sample]
    if (guess >= 0) seen[c * classCount + guess] += 1
    const classId = labeled[sample]
    if (classId !== 0) {
      labels[c] += 1
      told[c * classCount + indexOf[classId]] += 1
    } else {
      const doubt = uncertainty[sample]
      uncertain[c] += doubt
      if (guess >= 0) guessed[c * classCount + guess] += 1 - doubt
    }
  }
  return { clusters, classIds, labels, excluded: junk, told, uncertainty: uncertain, guessed, seen }
}

/** Place of each class id in the list [largest id + 1]. */
function indexById(classIds: ArrayLike<number>): Int32Array {
  let largest = 0
  for (let l = 0; l < classIds.length; l += 1) largest = Math.max(largest, classIds[l])
  const places = new Int32Array(largest + 1)
  for (let l = 0; l < classIds.length; l += 1) places[classIds[l]] = l
  return places
}
