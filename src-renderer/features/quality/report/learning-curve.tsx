import { useMemo } from 'react'
import { curveColumns, shareRange } from '../../../../src-main/contract/charts/curve-columns.ts'
import { learningCurveChart } from '../../../../src-main/contract/charts/learning-curve-chart.ts'
import type { CurvePoint } from '../../../../src-main/contract/quality.ts'
import { LineChart } from '../../../components/line-chart.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatCount, formatPercent, formatWholePercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { withBounds } from '../logic/quality-words.ts'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './report-panels.module.css'

export interface LearningCurveProps {
  curve: readonly CurvePoint[]
  target: number
}

/** What each label brought: estimated accuracy with its interval over the number of labels. */
export function LearningCurve({ curve, target }: LearningCurveProps) {
  const series = useMemo(() => curveColumns(curve), [curve])
  const known = series.labeled.flatMap((labeled, at) => {
    const [value, low, high] = [series.value[at], series.low[at], series.high[at]]
    return value === null || low === null || high === null ? [] : [{ labeled, value, low, high }]
  })
  const last = known.at(-1)
  return (
    <Panel
      title={t('quality:curve.title')}
      detail={t('quality:curve.detail')}
      actions={
        last && (
          <SaveMenu
            name={t('quality:curve.title')}
            chart={() =>
              learningCurveChart(series, target, shareRange(series.low, [target]), {
                labels: t('quality:curve.labels'),
                accuracy: t('quality:curve.accuracy'),
                interval: t('quality:curve.interval'),
                confidence: t('quality:curve.confidence'),
                target: t('quality:curve.target'),
                summary: t('quality:curve.title'),
                percent: formatWholePercent,
                count: formatCount,
              })
            }
            csv={() =>
              csvOf(
                ['labels', 'accuracy', 'low', 'high', 'confidence'],
                series.labeled.map((labeled, at) => [
                  labeled,
                  series.value[at],
                  series.low[at],
                  series.high[at],
                  series.confidence[at],
                ]),
              )
            }
          />
        )
      }
    >
      {series.labeled.length < 2 || !last ? (
        <p className={styles.empty}>{t('quality:curve.none')}</p>
      ) : (
        <LineChart
          x={series.labeled}
          xLabel={t('quality:curve.labels')}
          xRange={[0, Math.max(10, series.labeled.at(-1) ?? 0)]}
          yRange={shareRange(series.low, [target])}
          formatY={formatPercent}
          height={230}
          summary={t('quality:curve.summary', {
            last: last.labeled,
            lastValue: withBounds(last),
            first: known[0].labeled,
            firstValue: withBounds(known[0]),
            target: formatPercent(target),
          })}
          band={{ label: t('quality:curve.interval'), low: series.low, high: series.high }}
          series={[
            {
              label: t('quality:curve.accuracy'),
              values: series.value,
              colour: '--accent-text',
              points: known.length < 3,
            },
            {
              label: t('quality:curve.confidence'),
              values: series.confidence,
              colour: '--text-3',
              dashed: true,
            },
            {
              label: t('quality:curve.target'),
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
