import type { ReactNode } from 'react'
import styles from './field.module.css'

export interface FieldProps {
  label: string
  /** Id of the control the label belongs to. */
  htmlFor: string
  hint?: ReactNode
  error?: string | null
  hideLabel?: boolean
  children: ReactNode
}

/** Label above, control, hint or error below; the control refers to `${htmlFor}-note`. */
export function Field({ label, htmlFor, hint, error, hideLabel = false, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={htmlFor} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children}
      {(error || hint) && (
        <p
          id={`${htmlFor}-note`}
          className={error ? styles.error : styles.hint}
          aria-live={error ? 'polite' : undefined}
        >
          {error || hint}
        </p>
      )}
    </div>
  )
}
