import { chartSvg, escapeXml } from '../contract/charts/chart-svg.ts'
import type { Block, SheetDocument, Table } from './blocks.ts'
import { htmlStyle } from './html-style.ts'

/** The sheet as one file that needs nothing else: on screen, in dark rooms, and on paper. */
export function writeHtml(sheet: SheetDocument): string {
  const { language, title, subtitle, sections, footer } = sheet
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    // Whatever stands in names and answers, nothing runs and nothing is loaded.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="Fewlabel">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${htmlStyle}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeXml(title)}</h1><p>${escapeXml(subtitle)}</p></header>`,
    `<nav><ol>${sections.map((section, i) => `<li><a href="#s${i + 1}">${escapeXml(section.title)}</a></li>`).join('')}</ol></nav>`,
    '<main>',
    ...sections.map(
      (section, i) =>
        `<section id="s${i + 1}" aria-labelledby="t${i + 1}">\n<h2 id="t${i + 1}">${i + 1} ${escapeXml(section.title)}</h2>\n${section.blocks.map(blockHtml).join('\n')}\n</section>`,
    ),
    '</main>',
    `<footer>${escapeXml(footer)}</footer>`,
    '</body>',
    '</html>\n',
  ].join('\n')
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeXml(block.text)}</h3>`
    case 'paragraph':
      return `<p${block.tone ? ` class="${block.tone}"` : ''}>${lines(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<div><dt>${escapeXml(name)}</dt><dd>${lines(value)}</dd></div>`).join('')}</dl>`
    case 'table':
      return tableHtml(block.table)
    case 'chart':
      return `<figure>${chartSvg(block.chart)}<figcaption>${escapeXml(block.caption)}</figcaption></figure>`
  }
}

function tableHtml({ caption, columns, rows }: Table): string {
  const side = (column: number) => (columns[column].align === 'end' ? ' class="end"' : '')
  const head = columns.map(({ title }, c) => `<th scope="col"${side(c)}>${escapeXml(title)}</th>`).join('')
  const body = rows.map((row) => {
    const cells = row.map((text, c) =>
      c === 0 ? `<th scope="row"${side(c)}>${lines(text)}</th>` : `<td${side(c)}>${lines(text)}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<div class="table"><table><caption>${escapeXml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

/** Lines of an answer stay lines. */
function lines(text: string): string {
  return escapeXml(text).replaceAll('\n', '<br>')
}
