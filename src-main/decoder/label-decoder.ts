import type { DecoderKind } from '../contract/labeling.ts'
import type { DecoderHead } from './decoder-head.ts'
import type { LabelTraits } from './label-set.ts'
import type { Refinement } from './refinement.ts'
import type { RefinementRequest } from './refiner.ts'

/** What a decoder says about every sample; arrays [count] that are filled again and again. */
export interface Predictions {
  /** Most probable class, −1 while there is no label to go by or the sample has not been sorted yet. */
  best: Int16Array
  /** Its probability; 0 where `best` is −1. */
  confidence: Float32Array
  /**
   * In [0, 1]: one minus the margin between the two most probable classes, where a class nobody has labeled yet
   * takes part with the evidence it would have if it were spread evenly over all samples. So one label alone does not
   * make everything certain: samples far from every label keep an uncertainty near 1.
   */
  uncertainty: Float32Array
}

/** Predictions of a decoder that knows nothing. */
export function createPredictions(count: number): Predictions {
  return {
    best: new Int16Array(count).fill(-1),
    confidence: new Float32Array(count),
    uncertainty: new Float32Array(count).fill(1),
  }
}

/**
 * Turns people's labels and the model's view of the samples into class probabilities of every sample.
 * Samples and classes are counted from 0. What a decoder answers depends on the labels it holds, the prior and the
 * refinement and on nothing else: any order of adding and removing that ends with the same labels ends in the same
 * state, bit for bit.
 */
export interface LabelDecoder {
  readonly kind: DecoderKind
  readonly classCount: number
  /** Inverse temperature that the labels at hand call for: evidence is taken to this power; see calibrate.ts. */
  readonly sharpness: number
  /**
   * Makes room for classes without computing anything again, or drops the last ones.
   * @throws RangeError when a class to be dropped still has labels
   */
  setClassCount(count: number): void
  /** @throws RangeError when the sample has a label already, or the sample or class does not exist */
  addLabel(sample: number, classIndex: number, traits?: LabelTraits): void
  /** @throws RangeError when the sample does not have that label */
  removeLabel(sample: number, classIndex: number): void
  /** Takes the labels of all samples at once [count], −1 for none; only classes whose labels differ are computed again. */
  setLabels(labels: ArrayLike<number>, traitsOf?: (sample: number) => LabelTraits): void
  /** Forgets every label. */
  clear(): void
  /** How frequent the classes are taken to be [≥ classCount], in any scale; null: all alike. */
  setPrior(prior: ArrayLike<number> | null): void
  /** Takes what was propagated on the fine graph into account, or drops it; decoders without a graph take none. */
  adoptRefinement(refinement: Refinement | null): void
  /** The labels as it holds them now, copied, for a refinement; null where it takes none. */
  refinable(): RefinementRequest | null
  /**
   * Class probabilities of one sample [classCount]. They sum to 1, or are all zero if there is no label or the
   * sample has not been sorted yet. A class without labels has probability 0 (but see the hard decoder).
   */
  probabilities(sample: number, out?: Float32Array): Float32Array
  /**
   * What {@link probabilities} would be, had this sample not been labeled (closed form, without the refinement). All
   * zero where no other label is left to go by.
   */
  leaveOneOut(sample: number, out?: Float32Array): Float32Array
  /** What it has learned, for samples that are not in the project; null while there is no label to go by. */
  head(): DecoderHead | null
  /**
   * How many samples would get another most probable class by a label of this one, on average over the classes it may
   * well be; told from some of the samples. Null where the decoder cannot tell, or has no label yet.
   */
  expectedChanges(sample: number): number | null
  /**
   * Brings predictions up to date; only classes whose labels changed are computed again.
   * @returns how many entries of `best` changed
   */
  decodeAll(into: Predictions): number
}
