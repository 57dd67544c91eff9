import type { ComponentProps, ReactNode } from 'react'
import { Field, type FieldFrame } from './field.tsx'
import styles from './text-field.module.css'

export interface TextFieldProps
  extends FieldFrame,
    Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'value' | 'prefix'> {
  value: string
  onChange: (value: string) => void
  /** Unit or word inside the field's right end. */
  suffix?: string
  /** Button at the right of the field. */
  action?: ReactNode
}

export function TextField({
  label,
  hint,
  error,
  hideLabel,
  id,
  value,
  onChange,
  suffix,
  action,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, hideLabel, id }}>
      {(control) => (
        <div className={styles.row}>
          <div className={styles.box} data-invalid={error ? '' : undefined}>
            <input
              type="text"
              spellCheck={false}
              autoComplete="off"
              {...rest}
              {...control}
              value={value}
              className={[styles.input, className].filter(Boolean).join(' ')}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
            {suffix && <span className={styles.suffix}>{suffix}</span>}
          </div>
          {action}
        </div>
      )}
    </Field>
  )
}
