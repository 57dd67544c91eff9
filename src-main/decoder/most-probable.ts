/** The class with the largest probability, the lowest of equal ones; −1 where all are zero. */
export function mostProbable(probabilities: ArrayLike<number>): number {
  let best = -1
  let most = 0
  for (let l = 0; l < probabilities.length; l += 1) {
    if (probabilities[l] <= most) continue
    best = l
    most = probabilities[l]
  }
  return best
}
