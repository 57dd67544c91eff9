import { useState } from 'react'
import { Kbd } from '../../components/kbd.tsx'
import { Popover } from '../../components/popover.tsx'
import { t } from '../../lib/i18n.ts'
import { allCapsOf, isCharacterKey, keysOf, useKeyBindings } from '../../lib/key-bindings.ts'
import { type KeyId, keyEntry, keyName } from '../../lib/keymap.ts'
import { KeyEditor, type KeyOwner } from './key-editor.tsx'
import styles from './key-row.module.css'

/** Whether none of its keys does anything, because single characters are switched off. */
function rests(id: KeyId, characterKeys: boolean): boolean {
  const keys = keysOf(id)
  return !characterKeys && keys.length > 0 && keys.every(isCharacterKey)
}

/** One command of the key sheet; Enter opens the place to bind another key. */
export function KeyRow({ id, classes }: { id: KeyId; classes: readonly KeyOwner[] }) {
  const { characterKeys, overrides } = useKeyBindings()
  const [open, setOpen] = useState(false)
  const alternatives = allCapsOf(id)
  const keys = (
    <span className={styles.keys} data-rests={rests(id, characterKeys) || undefined}>
      {alternatives.map((caps) => (
        <Kbd key={caps.join()} caps={caps} />
      ))}
      {alternatives.length === 0 && <span className={styles.none}>{t('settings:keys.none')}</span>}
    </span>
  )
  if (keyEntry(id).fixed) {
    return (
      <li className={styles.row}>
        <span>{keyName(id)}</span>
        {keys}
      </li>
    )
  }
  return (
    <li>
      <Popover
        title={keyName(id)}
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={`${styles.row} ${styles.button}`} data-open={open || undefined}>
            <span>
              {keyName(id)}
              {overrides[id] && <span className={styles.changed}>{t('settings:keys.changed')}</span>}
            </span>
            {keys}
          </button>
        }
      >
        <KeyEditor id={id} classes={classes} />
      </Popover>
    </li>
  )
}
