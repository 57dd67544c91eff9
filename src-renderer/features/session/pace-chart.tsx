import { rateMinutes } from '../../../src-main/contract/session.ts'
import { paceWords } from './logic/session-words.ts'
import styles from './pace-chart.module.css'

const barWidth = 4
const height = 18

/** Labels in each of the last minutes at work, one thin bar each, the latest at the right. */
export function PaceChart({ pace }: { pace: readonly number[] }) {
  const most = Math.max(1, ...pace)
  const shown = pace.slice(-rateMinutes)
  const width = rateMinutes * barWidth
  return (
    <svg
      className={styles.chart}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={paceWords(shown)}
    >
      <line className={styles.ground} x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {shown.map((labels, at) => {
        const bar = Math.round((labels / most) * (height - 2))
        const x = width - (shown.length - at) * barWidth
        return (
          <rect key={x} className={styles.bar} x={x} y={height - 1 - bar} width={barWidth - 1} height={bar} />
        )
      })}
    </svg>
  )
}
