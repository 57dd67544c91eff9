import type { AccuracyEstimate, CurvePoint, StopAdvice, UnseenMass } from '../contract/quality.ts'

/** Share of guesses that may change while labels go on; beyond, they are not settled. */
const settledBelow = 0.005
/** Probability of a class nobody has met that may be left. */
const unseenBelow = 0.01
/** Labels looked back on: so many, or that share of all. */
const lookBackLeast = 10
const lookBackShare = 0.02

export interface StopEvidence {
  accuracy: AccuracyEstimate
  target: number
  /** Learning curve, oldest first. */
  curve: readonly CurvePoint[]
  unseen: UnseenMass
}

/** Whether it is time to stop, by three rules that must all be met; a rule that cannot be judged yet is not met. */
export function stopAdvice({ accuracy, target, curve, unseen }: StopEvidence): StopAdvice {
  const lowEnd = accuracy.state === 'known' ? accuracy.low : null
  const changed = changedLately(curve)
  const mass = unseen.mass?.value ?? null
  const rules: StopAdvice['rules'] = [
    { rule: 'accuracy', met: lowEnd !== null && lowEnd >= target, value: lowEnd, limit: target },
    {
      rule: 'stability',
      met: changed !== null && changed < settledBelow,
      value: changed,
      limit: settledBelow,
    },
    { rule: 'unseen', met: mass !== null && mass < unseenBelow, value: mass, limit: unseenBelow },
  ]
  return { stop: rules.every(({ met }) => met), rules }
}

/**
 * Share of guesses that changed with the last labels, 2 % of all but at least ten: the sum over them, so a guess that
 * went to and fro counts twice. Null while the curve does not reach back that far.
 */
function changedLately(curve: readonly CurvePoint[]): number | null {
  const labeled = curve.at(-1)?.labeled ?? 0
  const since = labeled - Math.max(lookBackLeast, Math.ceil(lookBackShare * labeled))
  let changed = 0
  for (let i = curve.length - 1; i >= 0; i -= 1) {
    if (curve[i].labeled <= since) return changed
    changed += curve[i].changed
  }
  return null
}
