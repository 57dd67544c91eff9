/** A labeled sample and the cluster it lies in; null while it is not sorted. */
export interface PlacedSample {
  id: number
  component: number | null
}

/** The samples of a class in one cluster. */
export interface SplitGroup {
  component: number | null
  samples: number[]
}

/** The samples of a class by cluster, largest first; what is not sorted comes last. */
export function splitGroups(samples: readonly PlacedSample[]): SplitGroup[] {
  const groups = new Map<number | null, number[]>()
  for (const { id, component } of samples) {
    const group = groups.get(component)
    if (group) group.push(id)
    else groups.set(component, [id])
  }
  return [...groups]
    .map(([component, ids]) => ({ component, samples: ids }))
    .sort(
      (a, b) =>
        Number(a.component === null) - Number(b.component === null) || b.samples.length - a.samples.length,
    )
}

/**
 * What is likely to be the other class: the largest group outside of the cluster in which most of the class lies. None
 * where the class lies in one cluster alone.
 */
export function preselected(groups: readonly SplitGroup[]): SplitGroup | null {
  const [, second] = groups.filter(({ component }) => component !== null)
  return second ?? null
}

/** Whether all, some or none of a group are chosen. */
export function chosenOf(group: SplitGroup, chosen: ReadonlySet<number>): 'all' | 'some' | 'none' {
  let count = 0
  for (const id of group.samples) if (chosen.has(id)) count++
  return count === 0 ? 'none' : count === group.samples.length ? 'all' : 'some'
}

/** All of a group chosen, or none of it where all were. */
export function toggleGroup(group: SplitGroup, chosen: ReadonlySet<number>): Set<number> {
  const next = new Set(chosen)
  const all = chosenOf(group, chosen) === 'all'
  for (const id of group.samples) {
    if (all) next.delete(id)
    else next.add(id)
  }
  return next
}
