import type { ReliabilityBin } from '../quality.ts'
import { type Chart, type ChartShape, paper } from './chart.ts'

export interface ReliabilityWords {
  confidence: string
  accuracy: string
  summary: string
  percent: (share: number) => string
  bin: (bin: ReliabilityBin) => string
}

const marks = [0, 0.25, 0.5, 0.75, 1]

/** Confidence against accuracy, with error bars; on the diagonal the model is as right as it is sure. */
export function reliabilityChart(bins: readonly ReliabilityBin[], words: ReliabilityWords): Chart {
  const width = 420
  const height = 300
  const x = (share: number) => 58 + share * (width - 78)
  const y = (share: number) => height - 46 - share * (height - 62)
  const filled = bins.filter(({ count }) => count > 0)
  const most = Math.max(1, ...filled.map(({ count }) => count))
  const shapes: ChartShape[] = marks.flatMap((mark): ChartShape[] => [
    {
      kind: 'path',
      points: [
        [x(0), y(mark)],
        [x(1), y(mark)],
      ],
      stroke: paper.grid,
    },
    {
      kind: 'path',
      points: [
        [x(mark), y(0)],
        [x(mark), y(1)],
      ],
      stroke: paper.grid,
    },
    {
      kind: 'text',
      x: x(0) - 6,
      y: y(mark) + 4,
      text: words.percent(mark),
      size: 11,
      fill: paper.quiet,
      anchor: 'end',
    },
    {
      kind: 'text',
      x: x(mark),
      y: y(0) + 16,
      text: words.percent(mark),
      size: 11,
      fill: paper.quiet,
      anchor: 'middle',
    },
  ])
  shapes.push(
    {
      kind: 'text',
      x: x(0.5),
      y: height - 8,
      text: words.confidence,
      size: 11,
      fill: paper.quiet,
      anchor: 'middle',
    },
    {
      kind: 'text',
      x: 14,
      y: y(0.5),
      text: words.accuracy,
      size: 11,
      fill: paper.quiet,
      anchor: 'middle',
      turned: -90,
    },
    {
      kind: 'path',
      points: [
        [x(0), y(0)],
        [x(1), y(1)],
      ],
      stroke: paper.quiet,
      dashed: true,
    },
  )
  for (const bin of filled) {
    const { confidence, accuracy, count } = bin
    shapes.push(
      {
        kind: 'path',
        points: [
          [x(confidence), y(accuracy.low)],
          [x(confidence), y(accuracy.high)],
        ],
        stroke: '#9ca4e1',
        width: 2,
      },
      {
        kind: 'circle',
        x: x(confidence),
        y: y(accuracy.value),
        // Area grows with the labels.
        radius: 3 + 5 * Math.sqrt(count / most),
        fill: paper.accent,
        title: words.bin(bin),
      },
    )
  }
  return { width, height, summary: words.summary, shapes }
}
