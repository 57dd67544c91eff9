import PDFDocument from 'pdfkit'
import type { Block, SheetDocument } from './blocks.ts'
import { chartHeight, drawChart } from './pdf/pdf-chart.ts'
import { unicodeName } from './pdf/pdf-fonts.ts'
import { describe, PdfPages, type Structure } from './pdf/pdf-pages.ts'
import { drawTable } from './pdf/pdf-table.ts'

const ink = '#171a21'
const quiet = '#474e5c'
const accent = '#3a49c4'
/** A heading with the space around it. */
const withHeading = 44

export interface WrittenPdf {
  bytes: Uint8Array
  pages: number
  /** Characters that the fonts do not have; written by their number. */
  unprintable: string[]
}

/** The sheet as a tagged PDF with a title, a language, bookmarks and page numbers. */
export async function writePdf(sheet: SheetDocument, madeAt: Date): Promise<WrittenPdf> {
  const document = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    lang: sheet.language,
    displayTitle: true,
    // Null, which the types leave out, opens no font of PDFKit's own.
    font: null as unknown as string,
    info: { Title: sheet.title, Subject: sheet.subtitle, Creator: 'Fewlabel', CreationDate: madeAt },
  })
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  const pages = new PdfPages(document)
  const root = document.struct('Document')
  document.addStructure(root)
  pages.paragraph(root, 'H1', sheet.title, { size: 24, colour: ink, bold: true, leading: 1.2 })
  pages.skip(2)
  pages.paragraph(root, 'P', sheet.subtitle, { size: 10, colour: quiet })
  sheet.sections.forEach(({ title, blocks }, i) => {
    pages.skip(20)
    pages.require(withHeading + leastHeight(pages, blocks[0]))
    document.outline.addItem(title)
    const section = document.struct('Sect')
    root.add(section)
    pages.paragraph(section, 'H2', `${i + 1}  ${title}`, {
      size: 14.5,
      colour: accent,
      bold: true,
      leading: 1.3,
    })
    pages.skip(5)
    blocks.forEach((block, at) => {
      // A heading goes where what it heads begins.
      if (block.kind === 'heading') pages.require(withHeading + leastHeight(pages, blocks[at + 1]))
      drawBlock(pages, section, block)
    })
    section.end()
  })
  const unprintable = pages.text.fonts.missing
  if (unprintable.length > 0) {
    pages.skip(20)
    pages.paragraph(root, 'P', sheet.unprintable(unprintable.map(unicodeName).join(', ')), {
      size: 8.5,
      colour: quiet,
    })
  }
  root.end()
  const count = pages.feet((page, all) => [sheet.footer, sheet.page(page, all)])
  document.end()
  await ended
  return { bytes: Buffer.concat(chunks), pages: count, unprintable }
}

/** What a block takes at least on the page where it begins. */
function leastHeight(pages: PdfPages, block: Block | undefined): number {
  if (block?.kind === 'chart') return chartHeight(pages, block.chart)
  return block?.kind === 'table' ? 50 : 20
}

function drawBlock(pages: PdfPages, parent: Structure, block: Block): void {
  switch (block.kind) {
    case 'heading':
      pages.skip(9)
      pages.paragraph(parent, 'H3', block.text, { size: 10.5, colour: ink, bold: true })
      pages.skip(2)
      return
    case 'paragraph':
      pages.paragraph(parent, 'P', block.text, {
        size: block.tone === 'note' ? 8.5 : 9.5,
        colour: block.tone ? quiet : ink,
      })
      pages.skip(4)
      return
    case 'list':
      drawList(pages, parent, block.items)
      return
    case 'facts':
      drawFacts(pages, parent, block.rows)
      return
    case 'table':
      drawTable(pages, parent, block.table)
      return
    case 'chart':
      drawChart(pages, parent, block.chart, block.caption)
  }
}

function drawList(pages: PdfPages, parent: Structure, items: readonly string[]): void {
  const list = pages.document.struct('L')
  parent.add(list)
  for (const item of items) {
    const entry = pages.document.struct('LI')
    list.add(entry)
    pages.require(26)
    pages.artifact(() => {
      pages.document.circle(pages.left + 4, pages.y + 6.4, 1.4).fill(accent)
    })
    pages.paragraph(entry, 'LBody', item, { size: 9.5, colour: ink, indent: 14 })
    entry.end()
    pages.skip(2)
  }
  list.end()
  pages.skip(3)
}

const factSize = 9.5
const factLeading = 13.5

/** Names at the left, what they are at the right. */
function drawFacts(pages: PdfPages, parent: Structure, rows: readonly (readonly [string, string])[]): void {
  const { document, text } = pages
  const nameWidth = pages.width * 0.42
  const table = document.struct('Table')
  parent.add(table)
  for (const [name, value] of rows) {
    const cells = [
      { tag: 'TH', x: pages.left, lines: text.wrap(name, nameWidth - 12, { size: factSize }), colour: quiet },
      {
        tag: 'TD',
        x: pages.left + nameWidth,
        lines: text.wrap(value, pages.width - nameWidth, { size: factSize }),
        colour: ink,
      },
    ] as const
    const most = Math.max(...cells.map(({ lines }) => lines.length))
    pages.require(Math.min(most * factLeading + 3, pages.height))
    const row = document.struct('TR')
    table.add(row)
    const parts = cells.map(({ tag }) => document.struct(tag))
    describe(parts[0], { O: 'Table', Scope: 'Row' })
    for (const part of parts) row.add(part)
    // A value may be longer than a page: it goes on line by line.
    for (let i = 0; i < most; i += 1) {
      pages.require(factLeading)
      cells.forEach(({ tag, x, lines, colour }, c) => {
        if (i < lines.length) {
          pages.tagged(parts[c], tag, () =>
            text.write(lines[i], x, pages.y + factSize, { size: factSize, colour }),
          )
        }
      })
      pages.y += factLeading
    }
    row.end()
    pages.skip(3)
  }
  table.end()
  pages.skip(4)
}
