import styles from './swatch.module.css'

export interface SwatchProps {
  /** `#rrggbb` */
  colour: string
  /** Hollow marks what the model says, filled what a person said. */
  hollow?: boolean
  size?: number
}

/** A class colour. Never alone: the class name stands beside it. */
export function Swatch({ colour, hollow = false, size = 10 }: SwatchProps) {
  return (
    <span
      className={hollow ? styles.hollow : styles.filled}
      style={{ width: size, height: size, '--swatch': colour } as React.CSSProperties}
      aria-hidden="true"
    />
  )
}
