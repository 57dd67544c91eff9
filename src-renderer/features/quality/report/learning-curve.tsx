import { useMemo } from 'react'
import type { CurvePoint } from '../../../../src-main/contract/quality.ts'
import { LineChart } from '../../../components/line-chart.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatCounted, formatPercent } from '../../../lib/format.ts'
import { curveSeries, shareRange } from '../logic/curve-series.ts'
import { withBounds } from '../logic/quality-words.ts'
import styles from './report-panels.module.css'

export interface LearningCurveProps {
  curve: readonly CurvePoint[]
  target: number
}

/** What each label brought: estimated accuracy with its interval over the number of labels. */
export function LearningCurve({ curve, target }: LearningCurveProps) {
  const series = useMemo(() => curveSeries(curve), [curve])
  const known = series.labeled.flatMap((labeled, at) => {
    const [value, low, high] = [series.value[at], series.low[at], series.high[at]]
    return value === null || low === null || high === null ? [] : [{ labeled, value, low, high }]
  })
  const last = known.at(-1)
  return (
    <Panel title="Learning curve" detail="Expected accuracy over the number of labels">
      {series.labeled.length < 2 || !last ? (
        <p className={styles.empty}>The curve begins once there are enough audit labels for an estimate.</p>
      ) : (
        <LineChart
          x={series.labeled}
          xLabel="Labels"
          xRange={[0, Math.max(10, series.labeled.at(-1) ?? 0)]}
          yRange={shareRange(series.low, [target])}
          formatY={formatPercent}
          height={230}
          summary={`Learning curve: after ${formatCounted(last.labeled, 'label')} the expected accuracy is ${withBounds(last)}; the first estimate, after ${formatCounted(known[0].labeled, 'label')}, was ${withBounds(known[0])}. Target ${formatPercent(target)}.`}
          band={{ label: '95% interval', low: series.low, high: series.high }}
          series={[
            {
              label: 'Expected accuracy',
              values: series.value,
              colour: '--accent-text',
              points: known.length < 3,
            },
            { label: 'Model’s confidence', values: series.confidence, colour: '--text-3', dashed: true },
            {
              label: 'Target',
              values: series.labeled.map(() => target),
              colour: '--warning',
              dashed: true,
            },
          ]}
        />
      )}
    </Panel>
  )
}
