import type { Confusion } from '../contract/quality.ts'
import type { AuditedClasses } from './class-metrics.ts'

type Cell = Confusion['cells'][number]

/** Weights that differ by less are the same but for rounding. */
const sameWeight = 1e-6

/**
 * Audit samples by what people said and what the model said of them. Cells come in the order of the classes.
 *
 * @param classIds id of each class
 */
export function confusion(classIds: readonly number[], { guess, label, weight }: AuditedClasses): Confusion {
  const cells = new Map<string, Cell>()
  let audits = 0
  let weighted = false
  for (let i = 0; i < label.length; i += 1) {
    // A class that the decoder does not know.
    if (label[i] < 0) continue
    audits += 1
    if (Math.abs(weight[i] - weight[0]) > sameWeight) weighted = true
    const key = `${label[i]} ${guess[i]}`
    const cell = cells.get(key) ?? {
      labelId: classIds[label[i]],
      guessId: guess[i] < 0 ? null : classIds[guess[i]],
      count: 0,
      weight: 0,
    }
    cell.count += 1
    cell.weight += weight[i]
    cells.set(key, cell)
  }
  const order = confusedFirst([...cells.values()])
  const place = new Map(order.map((id, at) => [id, at]))
  const placeOf = (id: number | null) => (id === null ? order.length : (place.get(id) as number))
  return {
    audits,
    classIds: order,
    cells: [...cells.values()].sort(
      (a, b) => placeOf(a.labelId) - placeOf(b.labelId) || placeOf(a.guessId) - placeOf(b.guessId),
    ),
    weighted,
  }
}

/**
 * Classes in such an order that those mistaken for each other stand side by side: from the class with most mistakes on,
 * next comes whichever is mistaken most for those placed; classes without mistakes last, the most frequent first.
 */
function confusedFirst(cells: readonly Cell[]): number[] {
  const links = new Map<number, Map<number, number>>()
  const mistakes = new Map<number, number>()
  const support = new Map<number, number>()
  const add = (to: Map<number, number>, key: number, by: number) => to.set(key, (to.get(key) ?? 0) + by)
  for (const { labelId, guessId, count } of cells) {
    add(support, labelId, count)
    if (guessId === null || guessId === labelId) continue
    add(support, guessId, 0)
    for (const [one, other] of [
      [labelId, guessId],
      [guessId, labelId],
    ]) {
      const near = links.get(one) ?? new Map<number, number>()
      add(near, other, count)
      links.set(one, near)
      add(mistakes, one, count)
    }
  }
  const byNumber = (of: ReadonlyMap<number, number>) => (a: number, b: number) =>
    (of.get(b) ?? 0) - (of.get(a) ?? 0) || a - b
  const starts = [...mistakes.keys()].sort(byNumber(mistakes))
  const order = new Set<number>()
  for (const start of starts) {
    // How much each class that is not placed is mistaken for those of this block.
    const pull = new Map(order.has(start) ? [] : [[start, 1]])
    while (pull.size > 0) {
      const next = [...pull.keys()].sort(byNumber(pull))[0]
      pull.delete(next)
      order.add(next)
      for (const [other, count] of links.get(next) ?? []) if (!order.has(other)) add(pull, other, count)
    }
  }
  const sure = [...support.keys()].filter((id) => !order.has(id)).sort(byNumber(support))
  return [...order, ...sure]
}
