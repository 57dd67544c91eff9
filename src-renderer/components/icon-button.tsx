import type { ComponentProps, ReactNode } from 'react'
import type { KeyId } from '../lib/keymap.ts'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Name for assistive technology, shown as tooltip. */
  label: string
  icon: ReactNode
  /** Keycaps shown beside the label in the tooltip. */
  caps?: string[]
  /** Shows the keys of this command instead. */
  keyId?: KeyId
  size?: 's' | 'm'
  pressed?: boolean
}

export function IconButton({
  label,
  icon,
  caps,
  keyId,
  size = 'm',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} caps={caps} keyId={keyId}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={[styles.button, styles[size], className].filter(Boolean).join(' ')}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
