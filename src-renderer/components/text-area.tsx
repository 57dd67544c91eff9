import type { ComponentProps } from 'react'
import { Field, type FieldFrame } from './field.tsx'
import styles from './text-area.module.css'

export interface TextAreaProps
  extends FieldFrame,
    Omit<ComponentProps<'textarea'>, 'id' | 'onChange' | 'value'> {
  value: string
  onChange: (value: string) => void
}

/** Several lines of text; grows with them up to its `max-height`. */
export function TextArea({
  label,
  value,
  onChange,
  hint,
  error,
  hideLabel,
  id,
  className,
  ...rest
}: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, hideLabel, id }}>
      {(control) => (
        <textarea
          rows={3}
          {...rest}
          {...control}
          value={value}
          className={[styles.area, className].filter(Boolean).join(' ')}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
