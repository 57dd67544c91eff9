import type { Chart, ChartShape } from '../../contract/charts/chart.ts'
import { describe, type PdfPages, type Structure } from './pdf-pages.ts'

/** Points per unit of a chart at most: as large as on screen, or smaller where the page is narrower. */
const largest = 0.82

/** Of the chart with its caption. */
export function chartHeight(pages: PdfPages, chart: Chart): number {
  return chart.height * scaleOf(pages, chart) + 40
}

function scaleOf({ width, height }: PdfPages, chart: Chart): number {
  return Math.min(largest, width / chart.width, (height - 120) / chart.height)
}

/** A chart as a figure with words for those who do not see it. */
export function drawChart(pages: PdfPages, parent: Structure, chart: Chart, caption: string): void {
  const { document } = pages
  const scale = scaleOf(pages, chart)
  const captionLook = { size: 8.5, colour: '#474e5c' }
  pages.require(chartHeight(pages, chart))
  const figure = document.struct('Figure', { alt: `${chart.summary} ${caption}` })
  describe(figure, {
    O: 'Layout',
    Placement: 'Block',
    Width: chart.width * scale,
    Height: chart.height * scale,
  })
  parent.add(figure)
  pages.tagged(figure, 'Figure', () => {
    document.save()
    for (const shape of chart.shapes) drawShape(pages, shape, scale)
    document.restore()
  })
  figure.end()
  pages.y += chart.height * scale + 6
  pages.paragraph(parent, 'Caption', caption, captionLook)
  pages.skip(6)
}

function drawShape({ document, text, left, y: top }: PdfPages, shape: ChartShape, scale: number): void {
  const x = (value: number) => left + value * scale
  const y = (value: number) => top + value * scale
  switch (shape.kind) {
    case 'rect':
      document.rect(x(shape.x), y(shape.y), shape.width * scale, shape.height * scale).fill(shape.fill)
      return
    case 'circle':
      document.circle(x(shape.x), y(shape.y), shape.radius * scale).fill(shape.fill)
      return
    case 'path': {
      shape.points.forEach(([px, py], i) => {
        if (i === 0) document.moveTo(x(px), y(py))
        else document.lineTo(x(px), y(py))
      })
      if (shape.fill) document.closePath().fill(shape.fill)
      else {
        document.lineWidth((shape.width ?? 1) * scale).strokeColor(shape.stroke ?? '#000000')
        if (shape.dashed) document.dash(5 * scale, { space: 3 * scale })
        document.stroke()
        if (shape.dashed) document.undash()
      }
      return
    }
    case 'text': {
      const look = { size: shape.size * scale, colour: shape.fill }
      const width = text.width(shape.text, look)
      const shift = shape.anchor === 'start' ? 0 : shape.anchor === 'middle' ? width / 2 : width
      document.save()
      if (shape.turned) document.rotate(shape.turned, { origin: [x(shape.x), y(shape.y)] })
      text.write(shape.text, x(shape.x) - shift, y(shape.y), look)
      document.restore()
    }
  }
}
