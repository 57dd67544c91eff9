import { type ComponentProps, type ReactNode, useId } from 'react'
import { Field } from './field.tsx'
import styles from './text-area.module.css'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: string | null
  hideLabel?: boolean
}

/** Several lines of text; grows with them up to its `max-height`. */
export function TextArea({
  label,
  value,
  onChange,
  hint,
  error,
  hideLabel,
  id: givenId,
  className,
  ...rest
}: TextAreaProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error} hideLabel={hideLabel}>
      <textarea
        rows={3}
        {...rest}
        id={id}
        value={value}
        className={[styles.area, className].filter(Boolean).join(' ')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
