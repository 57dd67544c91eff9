import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import type { KeyId } from '../lib/keymap.ts'
import { Kbd } from './kbd.tsx'
import { KeyCaps } from './key-caps.tsx'
import styles from './tooltip.module.css'

export interface TooltipProps {
  text: string
  caps?: string[]
  /** Shows the keys of this command instead. */
  keyId?: KeyId
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** The element it explains; must take a ref and props. The tooltip is extra: the element needs a name of its own. */
  children: ReactElement<Record<string, unknown>>
}

export function Tooltip({ text, caps, keyId, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={500} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            {text}
            {keyId ? <KeyCaps id={keyId} /> : caps && <Kbd caps={caps} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
