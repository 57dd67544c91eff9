import { type ComponentProps, type ReactNode, useId } from 'react'
import { Field } from './field.tsx'
import styles from './text-field.module.css'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'prefix'> {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: string | null
  hideLabel?: boolean
  /** Unit or word inside the field's right end. */
  suffix?: string
  /** Button at the right of the field. */
  action?: ReactNode
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  hideLabel,
  suffix,
  action,
  id: givenId,
  className,
  ...rest
}: TextFieldProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error} hideLabel={hideLabel}>
      <div className={styles.row}>
        <div className={styles.box} data-invalid={error ? '' : undefined}>
          <input
            type="text"
            spellCheck={false}
            autoComplete="off"
            {...rest}
            id={id}
            value={value}
            className={[styles.input, className].filter(Boolean).join(' ')}
            aria-invalid={error ? true : undefined}
            aria-describedby={error || hint ? `${id}-note` : undefined}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {suffix && <span className={styles.suffix}>{suffix}</span>}
        </div>
        {action}
      </div>
    </Field>
  )
}
