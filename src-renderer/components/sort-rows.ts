export interface SortOrder {
  /** Key of the column. */
  by: string
  descending: boolean
}

/** What a column sorts by; null where there is nothing to say. */
export type SortValue = string | number | null

/** The rows in a new order. Where there is nothing to say a row stands last, whichever way; ties keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  descending: boolean,
): Row[] {
  return rows.toSorted((left, right) => {
    const a = value(left)
    const b = value(right)
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b
    return descending ? -order : order
  })
}

/** Another press of the same heading turns the order around. */
export function pressHeading(order: SortOrder, by: string, startsDescending: boolean): SortOrder {
  return order.by === by ? { by, descending: !order.descending } : { by, descending: startsDescending }
}
