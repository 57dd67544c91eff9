import type { Chart } from '../contract/charts/chart.ts'

/** A piece of the sheet, the same for every format. */
export type Block =
  /** `note`: smaller, what goes along with a table or figure; `missing`: what nobody has said. */
  | { kind: 'paragraph'; text: string; tone?: 'note' | 'missing' }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: readonly string[] }
  /** Names with what they are. */
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: string])[] }
  | { kind: 'table'; table: Table }
  | { kind: 'chart'; chart: Chart; caption: string }

export interface Table {
  caption: string
  /** `share`: how wide it may be, beside the others. */
  columns: readonly { title: string; align: 'start' | 'end'; share: number }[]
  rows: readonly (readonly string[])[]
}

export interface Section {
  title: string
  blocks: readonly Block[]
}

export interface SheetDocument {
  language: 'en' | 'de'
  title: string
  /** Under the title. */
  subtitle: string
  /** At the foot of each page: what it is, and which page of how many. */
  footer: string
  page: (page: number, pages: number) => string
  /** Named where fonts lack characters, before those. */
  unprintable: (characters: string) => string
  sections: readonly Section[]
}
