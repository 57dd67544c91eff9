import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'
import styles from './segmented.module.css'

export interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  /** `hint`: keycaps printed on it. */
  items: readonly { value: Value; label: string; icon?: ReactNode; hint?: ReactNode }[]
  /** Icons only; the labels become names for assistive technology. */
  iconsOnly?: boolean
  disabled?: boolean
}

/** A choice among a few, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  onChange,
  items,
  iconsOnly = false,
  disabled,
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      className={styles.group}
      disabled={disabled}
      value={[value]}
      onValueChange={(next) => {
        // Pressing the chosen one again would leave none.
        if (next.length > 0) onChange(next[0] as Value)
      }}
    >
      {items.map((item) => (
        <Toggle
          key={item.value}
          value={item.value}
          className={styles.item}
          aria-label={iconsOnly ? item.label : undefined}
          title={iconsOnly ? item.label : undefined}
        >
          {item.icon}
          {!iconsOnly && item.label}
          {item.hint && <span aria-hidden="true">{item.hint}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
