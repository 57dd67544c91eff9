import { useRef } from 'react'
import type { ReliabilityBin } from '../../../../src-main/contract/quality.ts'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useElementSize } from '../../labeling/data/use-element-size.ts'
import { binWords } from '../logic/quality-words.ts'
import styles from './reliability-chart.module.css'

const height = 230
const margin = { left: 40, right: 20, top: 10, bottom: 36 }
const marks = [0, 0.25, 0.5, 0.75, 1]

/** Area of a dot grows with its labels; radii in pixels. */
const radiusOf = (count: number, most: number) => 3 + 5 * Math.sqrt(count / most)

/** Confidence against accuracy, with error bars; on the diagonal the model is as right as it is sure. */
export function ReliabilityChart({ bins }: { bins: readonly ReliabilityBin[] }) {
  const host = useRef<HTMLDivElement>(null)
  const width = useElementSize(host)?.width ?? 0
  const x = (share: number) => margin.left + share * (width - margin.left - margin.right)
  const y = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom)
  const most = Math.max(...bins.map(({ count }) => count))
  const words = bins.map(binWords)
  return (
    <div ref={host} className={styles.host} style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t('quality:reliability.chart', { bins: words.join('; ') })}
        >
          {marks.map((mark) => (
            <g key={mark}>
              <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(mark)} y2={y(mark)} />
              <line className={styles.grid} x1={x(mark)} x2={x(mark)} y1={y(0)} y2={y(1)} />
              <text className={styles.mark} x={x(0) - 6} y={y(mark) + 4} textAnchor="end">
                {formatPercent(mark)}
              </text>
              <text className={styles.mark} x={x(mark)} y={y(0) + 15} textAnchor="middle">
                {formatPercent(mark)}
              </text>
            </g>
          ))}
          <text className={styles.mark} x={x(0.5)} y={height - 4} textAnchor="middle">
            {t('quality:reliability.confidence')}
          </text>
          <line className={styles.diagonal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          {bins.map(({ from, count, confidence, accuracy }, at) => (
            <g key={from}>
              <title>{words[at]}</title>
              <line
                className={styles.error}
                x1={x(confidence)}
                x2={x(confidence)}
                y1={y(accuracy.low)}
                y2={y(accuracy.high)}
              />
              <circle
                className={styles.dot}
                cx={x(confidence)}
                cy={y(accuracy.value)}
                r={radiusOf(count, most)}
              />
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}
