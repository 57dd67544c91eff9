import { type Chart, type ChartShape, paper } from './chart.ts'

/** The chart as an SVG document that stands alone. */
export function chartSvg({ width, height, summary, shapes }: Chart): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="Inter, 'Inter Variable', system-ui, sans-serif">`,
    `<title>${escapeXml(summary)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paper.background}"/>`,
    ...shapes.map(shapeSvg),
    '</svg>\n',
  ].join('\n')
}

function shapeSvg(shape: ChartShape): string {
  switch (shape.kind) {
    case 'rect': {
      const place = `x="${at(shape.x)}" y="${at(shape.y)}" width="${at(shape.width)}" height="${at(shape.height)}"`
      return element('rect', `${place} fill="${shape.fill}"`, shape.title)
    }
    case 'circle':
      return element(
        'circle',
        `cx="${at(shape.x)}" cy="${at(shape.y)}" r="${at(shape.radius)}" fill="${shape.fill}"`,
        shape.title,
      )
    case 'path': {
      const points = shape.points.map(([x, y]) => `${at(x)},${at(y)}`).join(' L')
      const closed = shape.fill ? 'Z' : ''
      const stroke = shape.stroke ? ` stroke="${shape.stroke}" stroke-width="${shape.width ?? 1}"` : ''
      const dash = shape.dashed ? ' stroke-dasharray="5 3"' : ''
      return `<path d="M${points}${closed}" fill="${shape.fill ?? 'none'}"${stroke}${dash}/>`
    }
    case 'text': {
      const turn = shape.turned ? ` transform="rotate(${shape.turned} ${at(shape.x)} ${at(shape.y)})"` : ''
      const anchor = shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`
      const place = `x="${at(shape.x)}" y="${at(shape.y)}" font-size="${shape.size}" fill="${shape.fill}"`
      return `<text ${place}${anchor}${turn}>${escapeXml(shape.text)}</text>`
    }
  }
}

function element(name: string, attributes: string, title: string | undefined): string {
  return title
    ? `<${name} ${attributes}><title>${escapeXml(title)}</title></${name}>`
    : `<${name} ${attributes}/>`
}

const at = (value: number) => String(Math.round(value * 100) / 100)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML and HTML take it; what XML cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (letter) => entities[letter])
  )
}
