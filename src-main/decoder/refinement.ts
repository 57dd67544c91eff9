/** What label propagation on the fine graph says, and the labels it was computed from. */
export interface Refinement {
  /** Class of each sample [count], −1 for none. */
  labels: Int16Array
  /** Weight of each label [count]; absent: all 1. */
  weights?: Float32Array
  /**
   * Per class the lift at every sample [count], summed over its labels times their weights; null without labels.
   * The same array as in the refinement before where a class's labels have stayed the same.
   */
  columns: readonly (Float32Array | null)[]
  /** What a label of weight 1 says at its own sample, by sample: those for which it was asked, as far as it is known. */
  own: ReadonlyMap<number, number>
}
