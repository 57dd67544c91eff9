import type { LabelDecoder } from './label-decoder.ts'
import { LinearDecoder } from './linear-decoder.ts'
import { argmaxComponents, noComponent, posteriorRows, type SparsePosteriors } from './sparse-posteriors.ts'

/** Baselines stay as published: no calibration, no fine graph. */
const asPublished = {
  nodesAre: 'components',
  offset: 0,
  sharpness: { usual: 1, from: 'fixed' },
  refined: 0,
  kernel: null,
} as const

/**
 * Hard label decoding, the published baseline: M[l, c] = #{i ∈ S_l : argmax q(·|x_i) = c}, and the class of a sample is
 * argmax_l M[l, argmax_c q(c|x)]. Ties go to the lowest class. A component without any label has a column of zeros,
 * so its samples get class 0, labeled or not: that weakness is part of the baseline. Probabilities are the shares
 * of the labels in the sample's component; where it has none, all classes share alike.
 */
export function createHardDecoder(posteriors: SparsePosteriors): LabelDecoder {
  const { count, componentCount } = posteriors
  const index = argmaxComponents(posteriors)
  const weight = new Float32Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    if (index[sample] === noComponent) index[sample] = 0
    else weight[sample] = 1
  }
  return new LinearDecoder({
    ...asPublished,
    kind: 'hard',
    rows: { count, nodes: componentCount, neighbours: 1, index, weight },
    averaged: false,
    unseenScore: 1,
    withoutEvidence: 'all',
  })
}

/**
 * Soft label decoding, the published method: M[l, c] = mean_{i ∈ S_l} q(c|x_i), rows normalised, and the class of a
 * sample is argmax_l Σ_c q(c|x) M[l, c]. Probabilities are these scores normalised over the classes. A class nobody
 * labeled is never predicted; where no class overlaps the sample, the classes with labels share alike.
 */
export function createSoftDecoder(posteriors: SparsePosteriors): LabelDecoder {
  return new LinearDecoder({
    ...asPublished,
    kind: 'soft',
    rows: posteriorRows(posteriors),
    // Posteriors sum to 1, so dividing by the labels is the mean and the normalisation in one.
    averaged: true,
    unseenScore: 1 / posteriors.componentCount,
    withoutEvidence: 'labeled',
  })
}
