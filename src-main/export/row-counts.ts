import type { ExportReport, ExportRow } from '../contract/export.ts'
import { type LabelSource, labelSources } from '../contract/labeling.ts'
import type { ExportClass } from './export-writer.ts'

type BySource = Record<LabelSource, number>

/** Counts the rows on their way: by source, part and class. */
export class RowCounts {
  rows = 0
  readonly bySource: BySource = none()
  readonly parts: ExportReport['parts']
  readonly #classes: readonly ExportClass[]
  readonly #partOf: ReadonlyMap<string, number>
  readonly #byClass: Map<string, { bySource: BySource; byPart: number[] }>

  constructor(classes: readonly ExportClass[], partNames: readonly string[]) {
    this.#classes = classes
    this.parts = partNames.map((name) => ({ name, rows: 0 }))
    this.#partOf = new Map(partNames.map((name, i) => [name, i]))
    this.#byClass = new Map(
      classes.map(({ name }) => [name, { bySource: none(), byPart: partNames.map(() => 0) }]),
    )
  }

  add({ label, labelSource, split }: ExportRow): void {
    this.rows++
    this.bySource[labelSource]++
    const ofClass = this.#byClass.get(label)
    if (ofClass) ofClass.bySource[labelSource]++
    const part = split === null ? undefined : this.#partOf.get(split)
    if (part === undefined) return
    this.parts[part].rows++
    if (ofClass) ofClass.byPart[part]++
  }

  /** Every class with its rows; those of parts by name, where there are parts. */
  classes() {
    return this.#classes.map(({ id, name, colour }) => {
      const { bySource, byPart } = this.#byClass.get(name) ?? { bySource: none(), byPart: [] }
      const rows = labelSources.reduce((sum, source) => sum + bySource[source], 0)
      const parts = Object.fromEntries(this.parts.map((part, i) => [part.name, byPart[i]]))
      return { id, name, colour, rows, bySource, ...(this.parts.length > 0 ? { parts } : {}) }
    })
  }
}

function none(): BySource {
  return { human: 0, bulk: 0, model: 0 }
}
