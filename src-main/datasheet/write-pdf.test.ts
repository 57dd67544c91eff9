import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Block, SheetDocument } from './blocks.ts'
import { writeHtml } from './write-html.ts'
import { writePdf } from './write-pdf.ts'

const sheet = (blocks: Block[]): SheetDocument => ({
  language: 'de',
  title: 'Größe & <b>Maß</b>',
  subtitle: 'Datenblatt',
  footer: 'Fuß',
  page: (page, pages) => `Seite ${page} von ${pages}`,
  unprintable: (characters) => `Ohne Schrift: ${characters}`,
  sections: [{ title: 'Erster', blocks }],
})

/** All streams of a PDF as text, and the objects around them. */
function insides(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  const streams = Array.from(text.matchAll(/stream\r?\n/g), (found) => {
    const start = found.index + found[0].length
    const end = text.indexOf('endstream', start)
    try {
      return inflateSync(file.subarray(start, end)).toString('latin1')
    } catch {
      return ''
    }
  })
  return text + streams.join('\n')
}

/** Unicode code points that the fonts' tables name: what can be found and read aloud. */
function mapped(bytes: Uint8Array): Set<number> {
  const maps = insides(bytes).matchAll(/beginbfrange([\s\S]*?)endbfrange/g)
  const codes = Array.from(maps, ([, body]) => body.match(/(?<=\[)[^\]]*/)?.[0].match(/[0-9a-f]+/g) ?? [])
  return new Set(codes.flat().map((code) => Number.parseInt(code, 16)))
}

const table = (rows: number, cell = 'Zelle'): Block => ({
  kind: 'table',
  table: {
    caption: 'Tabelle',
    columns: [
      { title: 'Kopf', align: 'start', share: 1 },
      { title: 'Zahl', align: 'end', share: 1 },
    ],
    rows: Array.from({ length: rows }, (_, i) => [`${cell} ${i}`, String(i)]),
  },
})

describe('a datasheet as PDF', () => {
  const madeAt = new Date('2026-01-02T03:04:05Z')

  it('is tagged, has a title and a language, and can be searched', async () => {
    const { bytes, pages, unprintable } = await writePdf(
      sheet([
        { kind: 'paragraph', text: 'Genauigkeit: ö 92.4 %, Fleiss’ κ, Жизнь, Łódź' },
        { kind: 'list', items: ['eins', 'zwei'] },
        { kind: 'facts', rows: [['Name', 'Wert']] },
        table(3),
      ]),
      madeAt,
    )
    const inside = insides(bytes)
    expect(pages).toBe(1)
    expect(unprintable).toEqual([])
    expect(inside).toContain('/Lang (de)')
    expect(inside).toMatch(/\/Marked true/)
    for (const kind of ['H1', 'H2', 'P', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD'])
      expect(inside, kind).toContain(`/S /${kind}\n`)
    const codes = mapped(bytes)
    for (const letter of '92.4’κЖŁź') expect(codes.has(letter.codePointAt(0) as number), letter).toBe(true)
  })

  it('writes what no font has by its number, and says so', async () => {
    const { unprintable } = await writePdf(sheet([{ kind: 'paragraph', text: '猫 und 😀' }]), madeAt)
    expect(unprintable).toEqual(['猫', '😀'])
  })

  it('goes on over pages, whatever is in it', async () => {
    const endless = 'ohneEnde'.repeat(300)
    const { pages } = await writePdf(
      sheet([
        { kind: 'paragraph', text: 'Satz. '.repeat(2000) },
        table(120),
        table(1, 'Wort '.repeat(1500)),
        { kind: 'facts', rows: [[endless, endless]] },
        { kind: 'list', items: [endless, ''] },
        { kind: 'paragraph', text: '' },
      ]),
      madeAt,
    )
    expect(pages).toBeGreaterThan(6)
    expect(pages).toBeLessThan(30)
  })
})

describe('a datasheet as a page', () => {
  it('lets nothing run, whatever names are', () => {
    const html = writeHtml(
      sheet([
        { kind: 'paragraph', text: '<script>alert(1)</script>\nzweite Zeile' },
        { kind: 'heading', text: '"><img src=x onerror=alert(1)>' },
        table(2, '<i>'),
      ]),
    )
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>zweite Zeile')
    expect(html).not.toMatch(/<script|<img|<i>|<b>/)
    expect(html).toContain('<th scope="col" class="end">Zahl</th>')
    expect(html).toContain('<html lang="de">')
  })
})
