import { interFiles } from './font-files.ts'
import { type GlyphPath, simpleGlyph } from './glyph-outline.ts'

/** What is used of a font that PDFKit embeds; its types leave out what lies within. */
interface EmbeddedFont {
  font: {
    hasGlyphForCodePoint(codePoint: number): boolean
    getGlyph(id: number): Glyph
    characterSet: number[]
    glyphForCodePoint(codePoint: number): Glyph
  }
  subset: Subset
}

interface Glyph {
  path: GlyphPath
  advanceWidth: number
  _getMetrics(): { leftBearing: number }
}

/** fontkit's TrueType subset while it is written. */
interface Subset {
  glyf: Uint8Array[]
  loca: { offsets: number[] }
  hmtx: { metrics: { advance: number; bearing: number }[] }
  offset: number
  _addGlyph(id: number): number
}

/** Part of a text that one font can write. */
export interface FontRun {
  /** Index of the font; see {@link PdfFonts.use}. */
  font: number
  text: string
}

/**
 * The fonts of a document. A character that none has is written by its number, and remembered: nothing vanishes.
 */
export class PdfFonts {
  readonly #document: PDFKit.PDFDocument
  readonly #files = interFiles()
  readonly #opened: (EmbeddedFont | undefined)[] = []
  readonly #fontOf = new Map<string, number | null>()
  readonly #missing = new Set<string>()

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
  }

  /** Characters that were asked for and no font has. */
  get missing(): string[] {
    return [...this.#missing].sort()
  }

  /** Makes a font the one that the document writes with. */
  use(index: number): void {
    this.#document.font(this.#files[index])
  }

  /** A text in pieces of one font each. */
  runs(text: string): FontRun[] {
    const runs: FontRun[] = []
    const add = (font: number, letters: string) => {
      const last = runs.at(-1)
      if (last?.font === font) last.text += letters
      else runs.push({ font, text: letters })
    }
    for (const letter of text) {
      // What joins or marks letters stays with the font before it where that has it; blanks are in all.
      const before = runs.at(-1)?.font
      if (letter === ' ' || (before !== undefined && this.#has(before, letter))) add(before ?? 0, letter)
      else {
        const font = this.#fontFor(letter)
        if (font !== null) add(font, letter)
        else add(0, this.#numberOf(letter))
      }
    }
    return runs
  }

  #fontFor(letter: string): number | null {
    const known = this.#fontOf.get(letter)
    if (known !== undefined) return known
    const found = this.#files.findIndex((_, index) => this.#has(index, letter))
    const font = found < 0 ? null : found
    this.#fontOf.set(letter, font)
    return font
  }

  #numberOf(letter: string): string {
    this.#missing.add(letter)
    return `[${unicodeName(letter)}]`
  }

  #has(index: number, letter: string): boolean {
    return this.#open(index).font.hasGlyphForCodePoint(letter.codePointAt(0) as number)
  }

  #open(index: number): EmbeddedFont {
    const known = this.#opened[index]
    if (known) return known
    this.use(index)
    const { _font: font } = this.#document as unknown as { _font: EmbeddedFont }
    embedOutlines(font.subset)
    rememberCharacters(font)
    this.#opened[index] = font
    return font
  }
}

/** "😀" → "U+1F600" */
export function unicodeName(letter: string): string {
  const codePoint = letter.codePointAt(0) as number
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * fontkit remembers what a glyph stands for from the first that asks for it, and a letter that is composed of others asks
 * for those without saying: a full stop met first as half of a colon would be seen, but neither found nor read aloud.
 * So each character asks before; of several with one glyph, the plainest.
 */
function rememberCharacters({ font }: EmbeddedFont): void {
  const rank = (code: number) => (code < 0x7f ? 0 : code >= 0x2000 && code <= 0x206f ? 1 : 2)
  for (const code of font.characterSet.toSorted((a, b) => rank(a) - rank(b) || a - b)) {
    font.glyphForCodePoint(code)
  }
}

/**
 * fontkit 2.0.4 copies glyphs of a WOFF2 file byte by byte from a table that such files hold in another form. Outlines it
 * reads rightly: they are written anew, composed letters in one piece.
 */
function embedOutlines(subset: Subset): void {
  const { font } = subset as unknown as { font: EmbeddedFont['font'] }
  subset._addGlyph = (id) => {
    const glyph = font.getGlyph(id)
    const outline = simpleGlyph(glyph.path)
    subset.glyf.push(outline)
    subset.loca.offsets.push(subset.offset)
    subset.hmtx.metrics.push({ advance: glyph.advanceWidth, bearing: glyph._getMetrics().leftBearing })
    subset.offset += outline.length
    return subset.glyf.length - 1
  }
}
