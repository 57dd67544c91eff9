import type { Chart } from '../../../../src-main/contract/charts/chart.ts'
import { chartSvg } from '../../../../src-main/contract/charts/chart-svg.ts'

/** Pixels per unit of the chart, for screens and print; less for charts that no canvas could hold. */
const scale = 2
const mostPixels = 16_000_000

/** A chart as PNG, base64. */
export async function pngOf(chart: Chart): Promise<string> {
  const url = URL.createObjectURL(new Blob([chartSvg(chart)], { type: 'image/svg+xml' }))
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const canvas = document.createElement('canvas')
    const factor = Math.min(scale, Math.sqrt(mostPixels / (chart.width * chart.height)))
    canvas.width = Math.max(1, Math.floor(chart.width * factor))
    canvas.height = Math.max(1, Math.floor(chart.height * factor))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '')
  } finally {
    URL.revokeObjectURL(url)
  }
}
