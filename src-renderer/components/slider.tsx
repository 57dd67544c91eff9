import { Slider as Base } from '@base-ui/react/slider'
import styles from './slider.module.css'

export interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  /** The value a drag or a key came to rest at. */
  onCommit?: (value: number) => void
  min: number
  max: number
  step: number
  /** How the value is written, for people and assistive technology alike. */
  format: (value: number) => string
  disabled?: boolean
}

export function Slider({ label, value, onChange, onCommit, min, max, step, format, disabled }: SliderProps) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={(next) => onChange(next as number)}
      onValueCommitted={(next) => onCommit?.(next as number)}
      className={styles.root}
    >
      <Base.Control className={styles.control}>
        <Base.Track className={styles.track}>
          <Base.Indicator className={styles.indicator} />
          <Base.Thumb
            className={styles.thumb}
            aria-label={label}
            getAriaValueText={(_, current) => format(current)}
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
