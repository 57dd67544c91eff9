import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { shellContext } from '../../lib/desktop.ts'
import { t } from '../../lib/i18n.ts'
import { keysOf, setKeys, useKeyBindings } from '../../lib/key-bindings.ts'
import { patternCaps } from '../../lib/key-caps.ts'
import { conflictOf, type KeyConflict, patternOf } from '../../lib/key-conflicts.ts'
import { type KeyId, keyEntry, keyName } from '../../lib/keymap.ts'
import styles from './key-editor.module.css'

/** A class and the letter or digit it has. */
export interface KeyOwner {
  name: string
  hotkey: string | null
}

function conflictSentence(pattern: string, conflict: KeyConflict): string {
  const key = patternCaps(pattern).join('+')
  switch (conflict.kind) {
    case 'command':
      return t('settings:keys.taken.command', { key, command: keyName(conflict.id) })
    case 'class':
      return t('settings:keys.taken.class', { key, name: conflict.name })
    case 'digit':
      return t('settings:keys.taken.digit', { key })
    case 'system':
      return t('settings:keys.taken.system', { key, context: shellContext() })
  }
}

/** Keys of one command: press a new one, take one away, or go back to what it had. */
export function KeyEditor({ id, classes }: { id: KeyId; classes: readonly KeyOwner[] }) {
  const { overrides } = useKeyBindings()
  const [listening, setListening] = useState(true)
  const [refused, setRefused] = useState<{ pattern: string; conflict: KeyConflict } | null>(null)
  const keys = keysOf(id)

  const add = (pattern: string) => {
    if (!keys.includes(pattern)) setKeys(id, [...keys, pattern])
    setRefused(null)
    setListening(false)
  }
  const hear = (event: KeyboardEvent) => {
    // Tab goes on to what else there is; everything else is meant for this command, not for the dialog around it.
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setListening(false)
      return
    }
    const pattern = event.repeat ? null : patternOf(event.nativeEvent)
    if (pattern === null) return
    const conflict = conflictOf(id, pattern, classes)
    if (conflict) setRefused({ pattern, conflict })
    else add(pattern)
  }
  const movable = refused?.conflict.kind === 'command' ? refused.conflict.id : null

  return (
    <div className={styles.editor}>
      <button
        type="button"
        className={styles.listener}
        data-listening={listening || undefined}
        onKeyDown={hear}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
      >
        {listening ? t('settings:keys.press') : t('settings:keys.add')}
      </button>
      <p role="status" className={styles.refused}>
        {refused && conflictSentence(refused.pattern, refused.conflict)}
      </p>
      {refused && movable && !keyEntry(movable).fixed && (
        <Button
          size="s"
          onClick={() => {
            const taken = patternCaps(refused.pattern).join()
            setKeys(
              movable,
              keysOf(movable).filter((key) => patternCaps(key).join() !== taken),
            )
            add(refused.pattern)
          }}
        >
          {t('settings:keys.move')}
        </Button>
      )}
      {keys.length > 0 && (
        <ul className={styles.keys} aria-label={t('settings:keys.bound')}>
          {keys.map((pattern) => (
            <li key={pattern} className={styles.key}>
              <Kbd caps={patternCaps(pattern)} />
              <button
                type="button"
                className={styles.remove}
                aria-label={t('settings:keys.remove', { key: patternCaps(pattern).join('+') })}
                onClick={() =>
                  setKeys(
                    id,
                    keys.filter((key) => key !== pattern),
                  )
                }
              >
                <X size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {overrides[id] && (
        <Button size="s" onClick={() => setKeys(id, keyEntry(id).keys)}>
          {t('settings:keys.reset')}
        </Button>
      )}
    </div>
  )
}
