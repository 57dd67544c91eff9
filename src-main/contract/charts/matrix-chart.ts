import {
  type Chart,
  type ChartShape,
  inkOn,
  paper,
  rightColour,
  shortened,
  tint,
  wrongColour,
} from './chart.ts'

export interface MatrixRow {
  name: string
  /** What stands at the right of the row: its total. */
  total: string
  /** By column. Shares in [0, 1] of the row. */
  cells: ReadonlyMap<number, { share: number; text: string; title: string; wrong: boolean }>
}

export interface Matrix {
  /** What the rows are, and what the columns are. */
  rowsAre: string
  columnsAre: string
  columns: readonly string[]
  rows: readonly MatrixRow[]
  summary: string
}

const nameSize = 11
/** Wide enough for their letters, and no wider. */
const widestName = 24
const perLetter = 6.4

/** Rows against columns, each cell tinted by its share of the row, with its number where there is room for it. */
export function matrixChart({ rowsAre, columnsAre, columns, rows, summary }: Matrix, cell = 30): Chart {
  const names = (texts: readonly string[]) =>
    Math.min(widestName, Math.max(4, ...texts.map((text) => Array.from(text).length))) * perLetter
  const left = names(rows.map(({ name }) => name)) + 34
  const top = names(columns) + 34
  const right = Math.max(...rows.map(({ total }) => total.length), 1) * perLetter + 16
  const width = Math.ceil(left + columns.length * cell + right)
  const height = Math.ceil(top + rows.length * cell + 10)
  const text = (
    x: number,
    y: number,
    words: string,
    anchor: 'start' | 'middle' | 'end',
    turned?: number,
  ): ChartShape => ({
    kind: 'text',
    x,
    y,
    text: words,
    size: nameSize,
    fill: paper.quiet,
    anchor,
    turned,
  })
  const shapes: ChartShape[] = [
    text(left + (columns.length * cell) / 2, 14, columnsAre, 'middle'),
    text(14, top + (rows.length * cell) / 2, rowsAre, 'middle', -90),
    ...columns.map((name, i) =>
      text(left + (i + 0.5) * cell + 4, top - 6, shortened(name, widestName), 'start', -90),
    ),
  ]
  rows.forEach(({ name, total, cells }, r) => {
    const y = top + r * cell
    shapes.push(
      text(left - 6, y + cell / 2 + 4, shortened(name, widestName), 'end'),
      text(left + columns.length * cell + 8, y + cell / 2 + 4, total, 'start'),
    )
    columns.forEach((_, c) => {
      const filled = cells.get(c)
      const x = left + c * cell
      const fill = filled ? tint(filled.wrong ? wrongColour : rightColour, filled.share) : paper.empty
      shapes.push({
        kind: 'rect',
        x: x + 0.5,
        y: y + 0.5,
        width: cell - 1,
        height: cell - 1,
        fill,
        title: filled?.title,
      })
      if (filled && filled.text.length * 6 < cell)
        shapes.push({
          kind: 'text',
          x: x + cell / 2,
          y: y + cell / 2 + 4,
          text: filled.text,
          size: nameSize,
          fill: inkOn(fill),
          anchor: 'middle',
        })
    })
  })
  return { width, height, summary, shapes }
}
