/**
 * Share of the unlabeled samples whose most probable class is the true one; null where there is none to judge.
 *
 * @param best most probable class of each sample [count]; −1 (no opinion) counts as wrong
 * @param labeled not 0 where a person labeled the sample [≥ count]: those are left out
 * @param truth true class of each sample [≥ count]; below 0 where it is unknown, those are left out
 */
export function accuracyAgainstTruth(
  best: ArrayLike<number>,
  labeled: ArrayLike<number>,
  truth: ArrayLike<number>,
): number | null {
  let known = 0
  let right = 0
  for (let sample = 0; sample < best.length; sample += 1) {
    if (labeled[sample] || truth[sample] < 0) continue
    known += 1
    if (best[sample] === truth[sample]) right += 1
  }
  return known > 0 ? right / known : null
}
