import { type Chart, type ChartShape, type Point, paper } from './chart.ts'
import type { CurveColumns } from './curve-columns.ts'

export interface LearningCurveWords {
  labels: string
  accuracy: string
  interval: string
  confidence: string
  target: string
  summary: string
  percent: (share: number) => string
  count: (count: number) => string
}

/** Expected accuracy with its interval over the number of labels. */
export function learningCurveChart(
  curve: CurveColumns,
  target: number,
  [from, to]: readonly [number, number],
  words: LearningCurveWords,
): Chart {
  const width = 560
  const height = 300
  const last = Math.max(10, curve.labeled.at(-1) ?? 0)
  const x = (labels: number) => 56 + (labels / last) * (width - 76)
  const y = (share: number) => height - 64 - ((share - from) / (to - from)) * (height - 80)
  const shapes: ChartShape[] = []
  for (let i = 0; i <= 5; i += 1) {
    const share = from + (i / 5) * (to - from)
    shapes.push(
      {
        kind: 'path',
        points: [
          [x(0), y(share)],
          [x(last), y(share)],
        ],
        stroke: paper.grid,
      },
      {
        kind: 'text',
        x: x(0) - 6,
        y: y(share) + 4,
        text: words.percent(share),
        size: 11,
        fill: paper.quiet,
        anchor: 'end',
      },
    )
  }
  for (const mark of wholeMarks(last)) {
    shapes.push({
      kind: 'text',
      x: x(mark),
      y: height - 46,
      text: words.count(mark),
      size: 11,
      fill: paper.quiet,
      anchor: 'middle',
    })
  }
  const known = curve.labeled.flatMap((labels, i) => {
    const [value, low, high] = [curve.value[i], curve.low[i], curve.high[i]]
    return value === null || low === null || high === null ? [] : [{ labels, value, low, high }]
  })
  const inside = (share: number) => y(Math.max(from, Math.min(to, share)))
  if (known.length > 1) {
    const band: Point[] = [
      ...known.map(({ labels, high }): Point => [x(labels), inside(high)]),
      ...known.toReversed().map(({ labels, low }): Point => [x(labels), inside(low)]),
    ]
    shapes.push({ kind: 'path', points: band, fill: paper.band })
  }
  const line = (points: Point[], stroke: string, dashed = false) => {
    if (points.length > 1) shapes.push({ kind: 'path', points, stroke, width: dashed ? 1.25 : 2, dashed })
  }
  line(
    curve.labeled.map((labels, i): Point => [x(labels), inside(curve.confidence[i])]),
    paper.quiet,
    true,
  )
  line(
    [
      [x(0), inside(target)],
      [x(last), inside(target)],
    ],
    paper.warning,
    true,
  )
  line(
    known.map(({ labels, value }): Point => [x(labels), inside(value)]),
    paper.accent,
  )
  const legend = [
    [words.accuracy, paper.accent],
    [words.interval, paper.band],
    [words.confidence, paper.quiet],
    [words.target, paper.warning],
  ]
  legend.forEach(([text, fill], i) => {
    const left = 56 + i * ((width - 76) / 4)
    shapes.push(
      { kind: 'rect', x: left, y: height - 14, width: 14, height: 5, fill },
      { kind: 'text', x: left + 19, y: height - 8, text, size: 11, fill: paper.quiet, anchor: 'start' },
    )
  })
  shapes.push({
    kind: 'text',
    x: x(last / 2),
    y: height - 28,
    text: words.labels,
    size: 11,
    fill: paper.quiet,
    anchor: 'middle',
  })
  return { width, height, summary: words.summary, shapes }
}

/** Five or so round numbers from 0 to `last`. */
function wholeMarks(last: number): number[] {
  const rough = last / 5
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? power,
  )
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step)
}
