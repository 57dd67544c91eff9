import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { Field, type FieldFrame } from './field.tsx'
import styles from './select.module.css'

interface SelectItem<Value extends string> {
  value: Value
  label: string
  /** A line of explanation in the list. */
  detail?: string
}

export interface SelectProps<Value extends string> extends Omit<FieldFrame, 'error' | 'id'> {
  value: Value
  onChange: (value: Value) => void
  items: readonly SelectItem<Value>[]
  disabled?: boolean
  /** What has the keyboard after a choice; the select itself by default, where letters choose again. */
  finalFocus?: () => HTMLElement | null
}

export function Select<Value extends string>({
  label,
  value,
  onChange,
  items,
  hint,
  hideLabel,
  disabled,
  finalFocus,
}: SelectProps<Value>) {
  return (
    <Field {...{ label, hint, hideLabel }}>
      {(control) => (
        <Base.Root
          items={items as SelectItem<Value>[]}
          value={value}
          disabled={disabled}
          onValueChange={(next) => {
            if (next !== null) onChange(next as Value)
          }}
        >
          <Base.Trigger {...control} className={styles.trigger} aria-label={label}>
            <Base.Value />
            <Base.Icon className={styles.icon}>
              <ChevronsUpDown size={14} />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
              <Base.Popup className={styles.popup} finalFocus={finalFocus}>
                <Base.List>
                  {items.map((item) => (
                    <Base.Item key={item.value} value={item.value} className={styles.item}>
                      <Base.ItemIndicator className={styles.check}>
                        <Check size={14} />
                      </Base.ItemIndicator>
                      <span className={styles.text}>
                        <Base.ItemText>{item.label}</Base.ItemText>
                        {item.detail && <span className={styles.detail}>{item.detail}</span>}
                      </span>
                    </Base.Item>
                  ))}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  )
}
