import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Switch } from '../../components/switch.tsx'
import { t } from '../../lib/i18n.ts'
import { resetKeys, setCharacterKeys, useKeyBindings } from '../../lib/key-bindings.ts'
import { keyAreas, keyEntry, keyIds } from '../../lib/keymap.ts'
import { useLive } from '../../lib/live-state.ts'
import { classesQuery } from '../labeling/data/queries.ts'
import { showAbout } from './about-store.ts'
import styles from './key-help.module.css'
import { KeyRow } from './key-row.tsx'

const useKeyHelp = create(() => ({ open: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true })
}

/** Every key of the window by area, from the same table that binds them, and the place to bind others. */
export function KeyHelp() {
  const { open } = useKeyHelp()
  const { overrides, characterKeys } = useKeyBindings()
  const trained = useLive((live) => live.project?.trained ?? false)
  const classes = useQuery({ ...classesQuery, enabled: open && trained }).data ?? []
  return (
    <Dialog
      open={open}
      size="xl"
      title={t('settings:keys.title')}
      description={t('settings:keys.description')}
      onClose={() => useKeyHelp.setState({ open: false })}
      footer={
        <div className={styles.footer}>
          <Switch
            label={t('settings:keys.characterKeys')}
            hint={t('settings:keys.characterKeysHint')}
            checked={characterKeys}
            onChange={setCharacterKeys}
          />
          <span className={styles.buttons}>
            <Button
              onClick={() => {
                useKeyHelp.setState({ open: false })
                showAbout('facts')
              }}
            >
              {t('settings:about.open')}
            </Button>
            <Button disabled={Object.keys(overrides).length === 0} onClick={resetKeys}>
              {t('settings:keys.resetAll')}
            </Button>
          </span>
        </div>
      }
    >
      <div className={styles.areas}>
        {keyAreas.map((area) => (
          <section key={area} className={styles.area} aria-labelledby={`keys-${area}`}>
            <h3 id={`keys-${area}`} className={styles.title}>
              {t(`keys:areas.${area}`)}
            </h3>
            <ul>
              {keyIds
                .filter((id) => keyEntry(id).area === area)
                .map((id) => (
                  <KeyRow key={id} id={id} classes={classes} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
