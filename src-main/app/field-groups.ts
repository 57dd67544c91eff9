import { basename } from 'node:path'
import type { Grouping } from '../contract/quality.ts'
import type { SampleStore } from '../project/sample-store.ts'

/** Groups of samples by one thing that is known of them. */
export interface FieldGroups {
  by: Grouping['by']
  values: string[]
  /** Index into `values` by ordinal, −1 where it is not known [samples]. */
  group: Int16Array
}

/** Values that a field may have to be looked at group by group, and fields looked at. */
const mostValues = 30
const mostFields = 100

/** Sources, where there are several, and fields with few different values. */
export function readGroupings(samples: Pick<SampleStore, 'count' | 'imports' | 'fieldRows'>): {
  groupings: FieldGroups[]
  /** Names of fields with too many values. */
  leftOut: string[]
} {
  const imports = samples.imports()
  const count = samples.count()
  const sources = new FieldColumn({ kind: 'source' }, count)
  let first = 0
  for (const { source, imported } of imports) {
    // Whose folders a source lay in is nobody else's business.
    const name = basename(source) || source
    for (let ordinal = first; ordinal < first + imported; ordinal += 1) sources.put(ordinal, name)
    first += imported
  }
  const columns = new Map<string, FieldColumn>()
  const named = new Map<number, FieldColumn[]>()
  for (const { id, fieldNames } of imports) {
    const own = fieldNames.slice(0, mostFields).map((name) => {
      const column = columns.get(name) ?? new FieldColumn({ kind: 'field', name }, count)
      columns.set(name, column)
      return column
    })
    named.set(id, own)
  }
  if (columns.size > 0) {
    for (const { ordinal, importId, values } of samples.fieldRows()) {
      named.get(importId)?.forEach((column, i) => {
        column.put(ordinal, values[i] ?? '')
      })
    }
  }
  const all = [sources, ...columns.values()]
  return {
    groupings: all.flatMap((column) => column.groups() ?? []),
    leftOut: [...columns].flatMap(([name, column]) => (column.isTooFine ? [name] : [])),
  }
}

/** The values of one field as they come; forgets them once there are too many. */
class FieldColumn {
  readonly #by: Grouping['by']
  readonly #places = new Map<string, number>()
  #group: Int16Array | null

  constructor(by: Grouping['by'], count: number) {
    this.#by = by
    this.#group = new Int16Array(count).fill(-1)
  }

  get isTooFine(): boolean {
    return this.#group === null
  }

  put(ordinal: number, value: string): void {
    if (!this.#group || value === '') return
    let place = this.#places.get(value)
    if (place === undefined) {
      place = this.#places.size
      this.#places.set(value, place)
      if (place >= mostValues) {
        this.#group = null
        return
      }
    }
    this.#group[ordinal] = place
  }

  /** Null where there is nothing to compare. */
  groups(): FieldGroups | null {
    if (!this.#group || this.#places.size < 2) return null
    return { by: this.#by, values: [...this.#places.keys()], group: this.#group }
  }
}
