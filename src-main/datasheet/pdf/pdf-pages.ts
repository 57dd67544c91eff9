import { PdfText, type TextLook } from './pdf-text.ts'

/** A4, in points. */
const paperWidth = 595.28
const paperHeight = 841.89
const margin = { left: 56, right: 56, top: 60, bottom: 64 }

/** A part of the document's structure, for those who have it read to them. */
export type Structure = PDFKit.PDFStructureElement

/** Says more of a part than its kind: attributes as PDF 1.7, §14.8.5, has them. */
export function describe(structure: Structure, attributes: Record<string, string | number>): void {
  const { dictionary } = structure as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.A = attributes
}

/** Pages from top to bottom: where the next line goes, and new pages when it does not fit. */
export class PdfPages {
  readonly document: PDFKit.PDFDocument
  readonly text: PdfText
  readonly left = margin.left
  readonly width = paperWidth - margin.left - margin.right
  /** Top of what comes next. */
  y = margin.top
  readonly #bottom = paperHeight - margin.bottom

  constructor(document: PDFKit.PDFDocument) {
    this.document = document
    this.text = new PdfText(document)
    this.#newPage()
  }

  /** Height of a page's body. */
  get height(): number {
    return this.#bottom - margin.top
  }

  get room(): number {
    return this.#bottom - this.y
  }

  /** Goes to a new page unless so much fits on this one. */
  require(height: number): void {
    if (this.room < height && this.y > margin.top) this.#newPage()
  }

  skip(height: number): void {
    if (this.y > margin.top) this.y += height
  }

  /** Draws something that belongs to a part of the structure. */
  tagged(structure: Structure, tag: string, draw: () => void): void {
    structure.add(this.document.markStructureContent(tag))
    draw()
    this.document.endMarkedContent()
  }

  /** Draws what says nothing: lines, grounds, feet of pages. */
  artifact(draw: () => void): void {
    this.document.markContent('Artifact')
    draw()
    this.document.endMarkedContent()
  }

  /**
   * Lines of one paragraph, with at least two of them on either side of a page's end.
   *
   * @param tag of the structure: `P`, `H1`
   */
  paragraph(
    parent: Structure,
    tag: string,
    text: string,
    look: TextLook & { indent?: number; leading?: number },
  ): void {
    const { indent = 0, leading = 1.42, size } = look
    const lines = this.text.wrap(text, this.width - indent, look)
    const height = size * leading
    const part = this.document.struct(tag)
    parent.add(part)
    lines.forEach((line, i) => {
      const left = lines.length - i
      const together = i === 0 ? Math.min(left, 2) : left === 2 ? 2 : 1
      this.require(together * height)
      // A blank between lines that are read as one text.
      this.tagged(part, tag, () =>
        this.text.write(i < lines.length - 1 ? `${line} ` : line, this.left + indent, this.y + size, look),
      )
      this.y += height
    })
    part.end()
  }

  /** The feet of all pages, once it is known how many there are. */
  feet(write: (page: number, pages: number) => readonly [left: string, right: string]): number {
    const { start, count } = this.document.bufferedPageRange()
    const look: TextLook = { size: 8, colour: '#474e5c' }
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(start + page)
      const [left, right] = write(page + 1, count)
      const y = paperHeight - 34
      this.artifact(() => {
        const room = this.width - this.text.width(right, look) - 20
        this.text.write(this.text.wrap(left, room, look)[0], this.left, y, look)
        this.text.write(right, this.left + this.width - this.text.width(right, look), y, look)
      })
    }
    return count
  }

  #newPage(): void {
    this.document.addPage({ size: [paperWidth, paperHeight], margin: 0 })
    this.y = margin.top
  }
}
