import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import type { KeyId } from '../lib/keymap.ts'
import { Kbd } from './kbd.tsx'
import { KeyCaps } from './key-caps.tsx'
import styles from './menu.module.css'

export type MenuEntry =
  | {
      label: string
      icon?: ReactNode
      detail?: string
      caps?: string[]
      /** The command it stands for, whose keys are shown. */
      keyId?: KeyId
      disabled?: boolean
      danger?: boolean
      onChoose: () => void
    }
  | 'separator'

export interface MenuProps {
  /** The button that opens it; must take a ref and props. */
  trigger: ReactElement<Record<string, unknown>>
  entries: MenuEntry[]
  align?: 'start' | 'center' | 'end'
}

export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <Base.Popup className={styles.popup}>
            {entries.map((entry, index) =>
              entry === 'separator' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity but their place
                <Base.Separator key={index} className={styles.separator} />
              ) : (
                <Base.Item
                  key={entry.label}
                  className={styles.item}
                  data-danger={entry.danger ? '' : undefined}
                  disabled={entry.disabled}
                  onClick={entry.onChoose}
                >
                  <span className={styles.icon}>{entry.icon}</span>
                  <span className={styles.text}>
                    {entry.label}
                    {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
                  </span>
                  {entry.keyId ? <KeyCaps id={entry.keyId} /> : entry.caps && <Kbd caps={entry.caps} />}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
