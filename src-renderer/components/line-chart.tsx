import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { formatNumber } from '../lib/format.ts'
import styles from './line-chart.module.css'
import { useResolvedColours } from './use-resolved-colours.ts'

interface ChartSeries {
  label: string
  /** One value per x; null leaves a gap. */
  values: (number | null)[]
  colour: '--accent-text' | '--text-2' | '--text-3' | '--warning'
  /** Thin and dashed, for a curve beside the one that matters. */
  dashed?: boolean
  /** Marks each point, for curves of few. */
  points?: boolean
}

/** An area between two curves over the same x, as of an interval. */
interface ChartBand {
  label: string
  low: (number | null)[]
  high: (number | null)[]
}

export interface LineChartProps {
  x: number[]
  xLabel: string
  xRange: [from: number, to: number]
  series: ChartSeries[]
  band?: ChartBand
  /** By default as far as the values reach. */
  yRange?: [from: number, to: number]
  /** How values are written at the axis; three significant digits by default. */
  formatY?: (value: number) => string
  height: number
  /** Says in words what the curve shows, for those who do not see it. */
  summary: string
}

/** Distances between marks on x, which counts whole things. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** The edges of a band are not drawn, only the area between them. */
const bandEdge: uPlot.Series = { width: 0, points: { show: false }, spanGaps: false }

const colourNames = [
  '--accent-text',
  '--text-3',
  '--text-2',
  '--warning',
  '--border',
  '--accent-soft',
] as const

/** Curves over a common x, drawn on a canvas; a summary in words stands in for it. */
export function LineChart({
  x,
  xLabel,
  xRange,
  series,
  band,
  yRange,
  formatY = formatNumber,
  height,
  summary,
}: LineChartProps) {
  const hostRef = useRef<HTMLDivElement>(null)
  const plotRef = useRef<uPlot | null>(null)
  const colours = useResolvedColours(colourNames, hostRef)
  const edges = band ? [band.high, band.low] : []
  const data: uPlot.AlignedData = [x, ...edges, ...series.map(({ values }) => values)]
  const dataRef = useRef(data)
  const [xFrom, xTo] = xRange
  const [yFrom, yTo] = yRange ?? []
  const banded = band !== undefined
  const shape = JSON.stringify(
    series.map(({ label, colour, dashed, points }) => ({ label, colour, dashed, points })),
  )

  useEffect(() => {
    dataRef.current = data
    plotRef.current?.setData(data)
  })

  useEffect(() => {
    const host = hostRef.current
    if (!host || !colours) return
    const described = JSON.parse(shape) as Omit<ChartSeries, 'values'>[]
    const axis: uPlot.Axis = {
      stroke: colours['--text-2'],
      font: '11px "Inter Variable", sans-serif',
      grid: { stroke: colours['--border'], width: 1 },
      ticks: { show: false },
      gap: 6,
    }
    const plot = new uPlot(
      {
        width: host.clientWidth,
        height,
        padding: [8, 8, 0, 0],
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        scales: {
          x: { time: false, range: [xFrom, xTo] },
          ...(yFrom !== undefined && yTo !== undefined && { y: { range: [yFrom, yTo] } }),
        },
        axes: [
          {
            ...axis,
            size: 28,
            incrs: wholeSteps,
            values: (_, ticks) => ticks.map(String),
          },
          { ...axis, size: 46, values: (_, ticks) => ticks.map((tick) => formatY(tick)) },
        ],
        series: [
          { label: xLabel },
          ...(banded ? [bandEdge, bandEdge] : []),
          ...described.map(({ label, colour, dashed, points }) => ({
            label,
            stroke: colours[colour],
            width: dashed ? 1.25 : 2,
            dash: dashed ? [5, 3] : undefined,
            points: { show: points ?? false, size: 4 },
            spanGaps: false,
          })),
        ],
        bands: banded ? [{ series: [1, 2], fill: colours['--accent-soft'] }] : [],
      },
      dataRef.current,
      host,
    )
    plotRef.current = plot
    const observer = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height }))
    observer.observe(host)
    return () => {
      observer.disconnect()
      plot.destroy()
      plotRef.current = null
    }
  }, [colours, shape, height, xLabel, xFrom, xTo, yFrom, yTo, banded, formatY])

  return (
    <figure className={styles.figure}>
      <div ref={hostRef} className={styles.plot} style={{ height }} role="img" aria-label={summary} />
      <figcaption className={styles.legend}>
        {series.map(({ label, colour, dashed }) => (
          <span key={label} className={styles.entry}>
            <span
              className={styles.line}
              data-dashed={dashed ? '' : undefined}
              style={{ color: `var(${colour})` }}
              aria-hidden="true"
            />
            {label}
          </span>
        ))}
        {band && (
          <span className={styles.entry}>
            <span className={styles.band} aria-hidden="true" />
            {band.label}
          </span>
        )}
        <span className={styles.xLabel}>{xLabel}</span>
      </figcaption>
    </figure>
  )
}
