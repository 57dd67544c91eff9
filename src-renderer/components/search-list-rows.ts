import { type Found, fuzzySearch } from '../lib/fuzzy-search.ts'

/** What a search list needs to know about each of its entries. */
export interface Searchable {
  /** Unlike any other in the list. */
  id: string
  title: string
  /** Heading it stands under while nothing is typed; entries of a group stand together. */
  group?: string
  /** Words beside the title; searched, too. */
  detail?: string
  /** More words to find it by that are not shown. */
  keywords?: string
}

export type SearchRow<Entry> =
  | { kind: 'heading'; text: string }
  | { kind: 'entry'; entry: Entry; place: number; ranges: readonly number[] }

/**
 * The rows of a search list: with headings while nothing is typed, else the best match first.
 * @returns rows, and the row of each entry in their order
 */
export function searchRows<Entry extends Searchable>(
  entries: readonly Entry[],
  query: string,
): { rows: SearchRow<Entry>[]; rowOf: number[] } {
  const found: Found[] = fuzzySearch(
    entries.map(({ title, detail = '', keywords = '' }) => `${title} ${detail} ${keywords}`.trimEnd()),
    query,
  )
  const rows: SearchRow<Entry>[] = []
  const rowOf: number[] = []
  const grouped = query.trim() === ''
  let heading: string | undefined
  for (const { index, ranges } of found) {
    const entry = entries[index]
    if (grouped && entry.group !== undefined && entry.group !== heading) {
      rows.push({ kind: 'heading', text: entry.group })
      heading = entry.group
    }
    rowOf.push(rows.length)
    rows.push({ kind: 'entry', entry, place: rowOf.length - 1, ranges })
  }
  return { rows, rowOf }
}
