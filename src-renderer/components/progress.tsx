import { Progress as Base } from '@base-ui/react/progress'
import styles from './progress.module.css'

export interface ProgressProps {
  label: string
  /** In [0, max], or null when it is not known how much there is to do. */
  value: number | null
  max?: number
  /** What assistive technology reads instead of a percentage. */
  valueText?: string
}

export function Progress({ label, value, max = 1, valueText }: ProgressProps) {
  return (
    <Base.Root
      value={value}
      max={max}
      className={styles.root}
      getAriaValueText={valueText ? () => valueText : undefined}
      aria-label={label}
    >
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.indicator} />
      </Base.Track>
    </Base.Root>
  )
}
