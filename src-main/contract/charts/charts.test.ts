import { describe, expect, it } from 'vitest'
import { inkOn, rightColour, shortened, tint, wrongColour } from './chart.ts'
import { chartSvg, escapeXml } from './chart-svg.ts'
import { learningCurveChart } from './learning-curve-chart.ts'
import { matrixChart } from './matrix-chart.ts'
import { reliabilityChart } from './reliability-chart.ts'

const percent = (share: number) => `${Math.round(share * 100)}%`
const luminance = (colour: string) => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

describe('charts', () => {
  it('become documents that stand alone, whatever a class is called', () => {
    const svg = chartSvg(
      matrixChart({
        rowsAre: 'people',
        columnsAre: 'model',
        columns: ['<b>&"', 'b'],
        rows: [
          {
            name: '<b>&"',
            total: '3',
            cells: new Map([[1, { share: 1, text: '3', title: 'said <b>&", guessed b: 3', wrong: true }]]),
          },
        ],
        summary: 'one & all',
      }),
    )
    expect(svg).toContain('<title>one &amp; all</title>')
    expect(svg).toContain('said &lt;b&gt;&amp;&quot;, guessed b: 3')
    expect(svg).not.toContain('<b>')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('draw curves of few points and of many', () => {
    const words = {
      labels: 'Labels',
      accuracy: 'Accuracy',
      interval: 'Interval',
      confidence: 'Confidence',
      target: 'Target',
      summary: 's',
      percent,
      count: String,
    }
    for (const length of [0, 1, 2, 500]) {
      const labeled = Array.from({ length }, (_, i) => i + 1)
      const svg = chartSvg(
        learningCurveChart(
          {
            labeled,
            value: labeled.map((n) => (n < 15 ? null : 0.9)),
            low: labeled.map((n) => (n < 15 ? null : 0.8)),
            high: labeled.map((n) => (n < 15 ? null : 0.97)),
            confidence: labeled.map(() => 0.7),
          },
          0.95,
          [0.7, 1],
          words,
        ),
      )
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    }
    const bins = [{ from: 0.9, to: 1, count: 3, confidence: 0.95, accuracy: { value: 1, low: 0.6, high: 1 } }]
    const chart = reliabilityChart(bins, {
      confidence: 'c',
      accuracy: 'a',
      summary: 's',
      percent,
      bin: () => 'bin',
    })
    expect(chart.shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(1)
  })

  it('keep numbers legible on every tint', () => {
    for (const full of [rightColour, wrongColour]) {
      for (let share = 0; share <= 1; share += 0.05) {
        const [dark, light] = [luminance(tint(full, share)), luminance(inkOn(tint(full, share)))].sort(
          (a, b) => a - b,
        )
        expect((light + 0.05) / (dark + 0.05), `${full} at ${share.toFixed(2)}`).toBeGreaterThan(4)
      }
    }
  })

  it('shorten by characters and hold what XML can hold', () => {
    expect(shortened('😀😀😀😀', 3)).toBe('😀😀…')
    expect(escapeXml('a\u0000b\ud800<')).toBe('ab\ufffd&lt;')
  })
})
