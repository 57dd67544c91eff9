import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

/** What a control needs to be told by its label, hint and error. */
export interface FieldControl {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

/** What every field of a form has around its control. */
export interface FieldFrame {
  label: string
  hint?: ReactNode
  error?: string | null
  hideLabel?: boolean
  /** Of the control; one of its own by default. */
  id?: string
}

export interface FieldProps extends FieldFrame {
  children: (control: FieldControl) => ReactNode
}

/** Label above, control, hint or error below. */
export function Field({ label, hint, error, hideLabel = false, id: givenId, children }: FieldProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const note = error || hint
  const noteId = `${id}-note`
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note ? noteId : undefined,
      })}
      {note && (
        <p
          id={noteId}
          className={error ? styles.error : styles.hint}
          aria-live={error ? 'polite' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  )
}
