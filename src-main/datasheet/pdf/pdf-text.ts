import { PdfFonts } from './pdf-fonts.ts'

export interface TextLook {
  size: number
  colour: string
  /** Drawn with a thin line around each letter: the font's own bold is out of reach. */
  bold?: boolean
}

/** Widens strokes by this share of the size, about as much as semibold does. */
const boldStroke = 0.028

/** Writes single lines and measures them, with whatever fonts their letters take. */
export class PdfText {
  readonly fonts: PdfFonts
  readonly #document: PDFKit.PDFDocument
  readonly #widths = new Map<string, number>()

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
    this.fonts = new PdfFonts(document)
  }

  width(text: string, { size }: Pick<TextLook, 'size'>): number {
    let width = 0
    for (const word of text.split(/(?<= )/)) width += this.#unitWidth(word)
    return width * size
  }

  /** Lines no wider than `width`: broken at blanks, and within a word where it alone is wider. */
  wrap(text: string, width: number, look: Pick<TextLook, 'size'>): string[] {
    return text
      .replace(/\t/g, ' ')
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .flatMap((paragraph) => this.#wrapLine(paragraph, width, look))
  }

  /** @param y of the line that letters stand on */
  write(text: string, x: number, y: number, { size, colour, bold = false }: TextLook): void {
    let left = x
    this.#document.fillColor(colour)
    if (bold) this.#document.strokeColor(colour).lineWidth(size * boldStroke)
    for (const run of this.fonts.runs(text)) {
      this.fonts.use(run.font)
      this.#document.fontSize(size)
      this.#document.text(run.text, left, y, {
        lineBreak: false,
        baseline: 'alphabetic',
        fill: true,
        stroke: bold,
      })
      left += this.#document.widthOfString(run.text)
    }
  }

  #wrapLine(paragraph: string, width: number, look: Pick<TextLook, 'size'>): string[] {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/(?<=[ \u00ad-])/)) {
      if (line !== '' && this.width((line + word).trimEnd(), look) > width) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += word
      while (this.width(line.trimEnd(), look) > width) {
        const fitting = this.#fitting(line, width, look)
        lines.push(fitting)
        line = line.slice(fitting.length)
      }
    }
    lines.push(line.trimEnd())
    return lines
  }

  /** The beginning of a word that is too long, at least one character of it. */
  #fitting(word: string, width: number, look: Pick<TextLook, 'size'>): string {
    let fitting = ''
    for (const letter of word) {
      if (fitting !== '' && this.width(fitting + letter, look) > width) break
      fitting += letter
    }
    return fitting
  }

  /** At size 1. */
  #unitWidth(word: string): number {
    const known = this.#widths.get(word)
    if (known !== undefined) return known
    let width = 0
    for (const run of this.fonts.runs(word)) {
      this.fonts.use(run.font)
      width += this.#document.fontSize(100).widthOfString(run.text) / 100
    }
    this.#widths.set(word, width)
    return width
  }
}
