import { type Ref, useId } from 'react'
import type { LabelClass } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'
import { commandOfHotkey } from '../../../lib/key-bindings.ts'
import { keyName } from '../../../lib/keymap.ts'
import { offeredHotkeys } from '../logic/resolve-key.ts'
import styles from './hotkey-picker.module.css'

export interface HotkeyPickerProps {
  value: string | null
  onChange: (hotkey: string | null) => void
  /** The other classes; their keys are not offered. */
  taken: readonly LabelClass[]
  ref?: Ref<HTMLInputElement>
}

/** The keys a class can have. Those that already mean something in the labeling view are not among them. */
export function HotkeyPicker({ value, onChange, taken, ref }: HotkeyPickerProps) {
  const group = useId()
  const owner = new Map(taken.map((entry) => [entry.hotkey, entry.name]))
  const chosen = value !== null && offeredHotkeys.includes(value) ? value : null
  return (
    <fieldset className={styles.picker}>
      <legend>{t('classes:edit.key')}</legend>
      <div className={styles.keys}>
        {[...offeredHotkeys, null].map((key) => {
          const owned = key === null ? undefined : owner.get(key)
          const command = key === null ? null : commandOfHotkey(key)
          return (
            <label
              key={key ?? 'none'}
              className={key === null ? styles.none : styles.key}
              title={
                owned
                  ? t('classes:edit.keyTaken', { name: owned })
                  : command
                    ? t('keys:takenBy', { command: keyName(command) })
                    : undefined
              }
            >
              <input
                ref={key === chosen ? ref : undefined}
                type="radio"
                name={group}
                aria-label={key?.toUpperCase() ?? t('classes:edit.noKey')}
                checked={key === chosen}
                disabled={owned !== undefined || command !== null}
                onChange={() => onChange(key)}
              />
              {key?.toUpperCase() ?? t('classes:edit.noKey')}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
