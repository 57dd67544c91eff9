import type { ClusterClasses } from '../contract/quality.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'

export interface ClusterClassesInput {
  /** Cluster of each sorted sample [count]; `noComponent` for none. */
  component: Uint16Array
  componentCount: number
  /** Class id that people gave each sample, 0 for none [≥ count]. */
  labels: ArrayLike<number>
  /** The guess for each sample as index into `classIds`, −1 for none [count]. */
  guesses: ArrayLike<number>
  classIds: readonly number[]
}

/** Which classes each cluster holds: what people said and what the model guesses for the rest, apart from each other. */
export function clusterClasses(input: ClusterClassesInput): ClusterClasses[] {
  const { component, componentCount, labels, guesses, classIds } = input
  const rows = Array.from({ length: componentCount }, () => ({
    size: 0,
    labels: new Map<number, number>(),
    guesses: new Map<number, number>(),
  }))
  for (let i = 0; i < component.length; i += 1) {
    if (component[i] === noComponent) continue
    const row = rows[component[i]]
    row.size += 1
    if (labels[i] !== 0) row.labels.set(labels[i], (row.labels.get(labels[i]) ?? 0) + 1)
    else if (guesses[i] >= 0) {
      const id = classIds[guesses[i]]
      row.guesses.set(id, (row.guesses.get(id) ?? 0) + 1)
    }
  }
  const mostFirst = (counts: Map<number, number>) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return rows
    .map((row, at) => ({
      component: at,
      size: row.size,
      labels: mostFirst(row.labels),
      guesses: mostFirst(row.guesses),
    }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
}
