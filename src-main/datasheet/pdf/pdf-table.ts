import type { Table } from '../blocks.ts'
import { describe, type PdfPages, type Structure } from './pdf-pages.ts'
import type { TextLook } from './pdf-text.ts'

const look: TextLook = { size: 8.5, colour: '#171a21' }
const headLook: TextLook = { size: 8.5, colour: '#474e5c', bold: true }
const lineHeight = 12
const padding = { x: 5, y: 3.5 }
/** Rows that stand at least below a head. */
const rowsWithHead = 2

/** A table whose head is repeated on every page, with no row torn apart unless it is longer than a page. */
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
  const first = body.slice(0, rowsWithHead).reduce((sum, cells) => sum + heightOf(cells), heightOf(head))
  pages.require(Math.min(first, pages.height))
  row(head, headLook, true)
  rule('#868d9c')
  body.forEach((cells, r) => {
    for (const part of parts(
      cells,
      Math.floor((pages.height - heightOf(head) - 2 * padding.y) / lineHeight),
    )) {
      // The last row does not go to a page of its own.
      const next = r === body.length - 2 ? heightOf(body[r + 1]) : 0
      if (pages.room < heightOf(part) + Math.min(next, 40)) {
        pages.require(pages.height)
        // Told once; on further pages it is there for the eyes.
        drawCells(head, headLook, () => null)
        pages.y += heightOf(head)
        rule('#868d9c')
      }
      row(part, look, false)
      rule('#dfe2e8')
    }
  })
  table.end()
  pages.skip(6)
}

/** A row in pieces of no more lines than a page holds. */
function* parts(cells: readonly (readonly string[])[], most: number): Generator<string[][]> {
  const lines = Math.max(...cells.map(({ length }) => length))
  for (let first = 0; first < lines; first += most) {
    yield cells.map((cell) => cell.slice(first, first + most))
  }
}
