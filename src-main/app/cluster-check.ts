import { purityAtLeast } from '../contract/purity-bound.ts'
import { sourceHuman } from '../project/label-state.ts'

/**
 * Members that have to be looked at, and to agree, before a cluster may be labeled with one key: when eight drawn at random
 * agree, at least 69 % of it are of that class with 95 % probability (0.05^(1/8)), and eight pictures are seen at a glance.
 */
export const membersNeeded = 8

/**
 * Samples labeled in one step that pass for looked at: about a screen of them. Of a larger selection nobody has looked at
 * each, and what is found pure that way would be so by assumption.
 */
export const seenAtOnce = 48

export interface CheckedMembers {
  /** Members of the cluster in a random order that no label has a part in. */
  order: ArrayLike<number>
  /** Class id by ordinal, 0 where nobody labeled. */
  labels: ArrayLike<number>
  /** Where labels came from; see {@link sourceHuman}. */
  sources: ArrayLike<number>
  /** How many samples got their label in the same step as this one. */
  together: (sample: number) => number
  /** Not 0 where a person called it junk: passed over, it is no part of the cluster. */
  excluded: ArrayLike<number>
}

export interface MemberCheck {
  /** Neither labeled nor excluded. */
  open: number
  checked: number
  classes: { classId: number; count: number }[]
  purityAtLeast: number | null
  offered: boolean
  /** Ordinals of the next members to look at. */
  next: number[]
}

/** What the members say that were looked at one by one, and which are next; see `clusterCheckSchema`. */
export function checkMembers(
  { order, labels, sources, together, excluded }: CheckedMembers,
  count: number,
): MemberCheck {
  const counts = new Map<number, number>()
  const next: number[] = []
  let open = 0
  let checked = 0
  for (let place = 0; place < order.length; place += 1) {
    const sample = order[place]
    if (excluded[sample]) continue
    const isHuman = labels[sample] !== 0 && sources[sample] === sourceHuman
    const isChecked = isHuman && together(sample) <= seenAtOnce
    if (labels[sample] === 0) open += 1
    if (!isChecked && next.length < count) next.push(sample)
    // The beginning ends where somebody has not looked yet; what was labeled behind may have been chosen.
    if (!isChecked || next.length > 0) continue
    checked += 1
    counts.set(labels[sample], (counts.get(labels[sample]) ?? 0) + 1)
  }
  const classes = Array.from(counts, ([classId, hits]) => ({ classId, count: hits })).sort(
    (a, b) => b.count - a.count || a.classId - b.classId,
  )
  return {
    open,
    checked,
    classes,
    purityAtLeast: checked > 0 ? purityAtLeast(classes[0].count, checked) : null,
    offered: checked >= membersNeeded && classes.length === 1,
    next,
  }
}
