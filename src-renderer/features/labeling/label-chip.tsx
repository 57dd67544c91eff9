import { Layers } from 'lucide-react'
import type { CSSProperties } from 'react'
import { formatConfidence } from '../../lib/format.ts'
import type { ClassLook } from './data/class-looks.ts'
import styles from './label-chip.module.css'
import { inkOn } from './logic/contrast.ts'

/** A guess this weak is drawn back, so that the eye finds those worth a look. */
const faintBelow = 0.2

export interface LabelChipProps {
  look: ClassLook
  /** A person's label is filled; a guess is outlined and carries its confidence. */
  by: 'human' | 'bulk' | 'model'
  confidence?: number
  size?: 's' | 'm' | 'l'
  /** Leaves the number out where there is no room. */
  narrow?: boolean
}

/** The one way labels and guesses are drawn, so that nobody takes the one for the other. */
export function LabelChip({ look, by, confidence, size = 's', narrow = false }: LabelChipProps) {
  const filled = by !== 'model'
  const style = { '--class': look.colour, '--ink': inkOn(look.colour) } as CSSProperties
  const faint = !filled && confidence !== undefined && confidence < faintBelow
  return (
    <span
      className={`${styles.chip} ${filled ? styles.human : styles.model} ${styles[size]}`}
      style={style}
      data-faint={faint || undefined}
    >
      {!filled && <span className={styles.mark} />}
      <span className={styles.name}>{look.name}</span>
      {by === 'bulk' && !narrow && <Layers className={styles.bulk} aria-hidden="true" />}
      {confidence !== undefined && !narrow && (
        <span className={styles.confidence}>{formatConfidence(confidence)}</span>
      )}
    </span>
  )
}
