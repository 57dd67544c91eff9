import type { Table } from '../blocks.ts'
import { describe, type PdfPages, type Structure } from './pdf-pages.ts'
import type { TextLook } from './pdf-text.ts'

const look: TextLook = { size: 8.5, colour: '#171a21' }
const headLook: TextLook = { size: 8.5, colour: '#474e5c', bold: true }
const lineHeight = 12
const padding = { x: 5, y: 3.5 }
/** Rows that stand at least below a head. */
const rowsWithHead = 2
/** A row of this height may be torn apart at a page's end, with so many lines of it before. */
const tallRow = 120
const leastLines = 3

/** A table whose head is repeated on every page, with no row torn apart unless it is tall. */
export function drawTable(pages: PdfPages, parent: Structure, { caption, columns, rows }: Table): void {
  const { document } = pages
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (pages.width * share) / shares)
  const wrapped = (texts: readonly string[], style: TextLook) =>
    texts.map((text, i) => pages.text.wrap(text, widths[i] - 2 * padding.x, style))
  const heightOf = (cells: readonly (readonly string[])[]) =>
    Math.max(...cells.map(({ length }) => length)) * lineHeight + 2 * padding.y
  const head = wrapped(
    columns.map(({ title }) => title),
    headLook,
  )
  const body = rows.map((row) => wrapped(row, look))
  const table = document.struct('Table', { title: caption, alt: caption })
  parent.add(table)

  const drawCells = (
    cells: readonly (readonly string[])[],
    style: TextLook,
    cellAt: (column: number) => { part: Structure; tag: string } | null,
  ) => {
    let x = pages.left
    cells.forEach((lines, c) => {
      const draw = () =>
        lines.forEach((line, i) => {
          const gap =
            columns[c].align === 'end' ? widths[c] - padding.x - pages.text.width(line, style) : padding.x
          pages.text.write(line, x + gap, pages.y + padding.y + i * lineHeight + style.size, style)
        })
      const cell = cellAt(c)
      if (cell) pages.tagged(cell.part, cell.tag, draw)
      else pages.artifact(draw)
      x += widths[c]
    })
  }
  /** A line below the row. */
  const rule = (colour: string) =>
    pages.artifact(() => {
      document
        .moveTo(pages.left, pages.y)
        .lineTo(pages.left + pages.width, pages.y)
        .lineWidth(0.5)
        .strokeColor(colour)
        .stroke()
    })
  const row = (cells: readonly (readonly string[])[], style: TextLook, isHead: boolean) => {
    const part = document.struct('TR')
    table.add(part)
    drawCells(cells, style, (c) => {
      const tag = isHead || c === 0 ? 'TH' : 'TD'
      const cell = document.struct(tag)
      if (tag === 'TH') describe(cell, { O: 'Table', Scope: isHead ? 'Column' : 'Row' })
      part.add(cell)
      return { part: cell, tag }
    })
    part.end()
    pages.y += heightOf(cells)
  }
  const headHeight = heightOf(head)
  const first = body
    .slice(0, rowsWithHead)
    .reduce((sum, cells) => sum + Math.min(heightOf(cells), tallRow), headHeight)
  pages.require(first)
  row(head, headLook, true)
  rule('#868d9c')
  /** The head once more: told once, on further pages it is there for the eyes. */
  const nextPage = () => {
    pages.require(pages.height)
    drawCells(head, headLook, () => null)
    pages.y += headHeight
    rule('#868d9c')
  }
  body.forEach((cells, r) => {
    // The last row does not go to a page of its own.
    const next = r === body.length - 2 ? Math.min(heightOf(body[r + 1]), tallRow) : 0
    const height = heightOf(cells)
    if (height <= tallRow && pages.room < height + next) nextPage()
    let rest = cells
    while (height > tallRow && heightOf(rest) > pages.room) {
      const fitting = Math.floor((pages.room - 2 * padding.y) / lineHeight)
      const left = Math.max(...rest.map(({ length }) => length))
      // Nor does the last line of a row.
      const lines = Math.min(fitting, left - 2)
      if (lines >= leastLines) {
        row(
          rest.map((cell) => cell.slice(0, lines)),
          look,
          false,
        )
        rest = rest.map((cell) => cell.slice(lines))
      }
      nextPage()
    }
    row(rest, look, false)
    rule('#dfe2e8')
  })
  table.end()
  pages.skip(6)
}
