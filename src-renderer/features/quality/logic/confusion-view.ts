import type { Confusion } from '../../../../src-main/contract/quality.ts'

export interface ShownCell {
  labelId: number
  /** Null: the model had no opinion. */
  guessId: number | null
  count: number
  /** Of all samples of that class, by weight. */
  share: number
}

export interface ShownRow {
  labelId: number
  count: number
  cells: ReadonlyMap<number | null, ShownCell>
}

export interface ConfusionView {
  /** Classes of rows and columns on this page, those most confused with one another side by side. */
  classIds: number[]
  /** Classes that fit the filter, on all pages. */
  total: number
  rows: ShownRow[]
  /** The model had no opinion of some of them. */
  hasNone: boolean
}

/** Classes on one page: more cells than that nobody looks through. */
export const classesPerPage = 25

/** A page of the matrix: classes whose name holds what is looked for, with those they are mistaken for. */
export function confusionView(
  { classIds, cells }: Confusion,
  nameOf: (classId: number) => string,
  { filter, first }: { filter: string; first: number },
): ConfusionView {
  const wanted = filter.trim().toLowerCase()
  const found = new Set(classIds.filter((id) => nameOf(id).toLowerCase().includes(wanted)))
  if (wanted !== '') {
    for (const { labelId, guessId } of cells.filter(
      ({ labelId: a, guessId: b }) => found.has(a) || found.has(b ?? -1),
    )) {
      found.add(labelId)
      if (guessId !== null) found.add(guessId)
    }
  }
  const fitting = classIds.filter((id) => found.has(id))
  const shown = fitting.slice(first, first + classesPerPage)
  const totals = new Map<number, { count: number; weight: number }>()
  for (const { labelId, count, weight } of cells) {
    const row = totals.get(labelId) ?? { count: 0, weight: 0 }
    totals.set(labelId, { count: row.count + count, weight: row.weight + weight })
  }
  const rows = shown.map((labelId): ShownRow => {
    const total = totals.get(labelId) ?? { count: 0, weight: 1 }
    const own = cells.filter((cell) => cell.labelId === labelId)
    return {
      labelId,
      count: total.count,
      cells: new Map(
        own.map(({ guessId, count, weight }) => [
          guessId,
          { labelId, guessId, count, share: weight / total.weight },
        ]),
      ),
    }
  })
  return {
    classIds: shown,
    total: fitting.length,
    rows,
    hasNone: rows.some((row) => row.cells.has(null)),
  }
}
