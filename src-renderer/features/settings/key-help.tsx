import { create } from 'zustand'
import { Dialog } from '../../components/dialog.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { t } from '../../lib/i18n.ts'
import { allCapsOf } from '../../lib/key-bindings.ts'
import { keyAreas, keyEntry, keyIds, keyName } from '../../lib/keymap.ts'
import styles from './key-help.module.css'

const useKeyHelp = create(() => ({ open: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true })
}

/** Lists every key of the window by area, from the same table that binds them. */
export function KeyHelp() {
  const { open } = useKeyHelp()
  return (
    <Dialog
      open={open}
      size="l"
      title="Keys"
      description="Keys rest while you type in a field."
      onClose={() => useKeyHelp.setState({ open: false })}
    >
      <div className={styles.areas}>
        {keyAreas.map((area) => (
          <section key={area} className={styles.area}>
            <h3 className={styles.title}>{t(`keys:areas.${area}`)}</h3>
            <dl className={styles.list}>
              {keyIds
                .filter((id) => keyEntry(id).area === area)
                .map((id) => (
                  <div key={id} className={styles.row}>
                    <dt>{keyName(id)}</dt>
                    <dd className={styles.keys}>
                      {allCapsOf(id).map((caps) => (
                        <Kbd key={caps.join()} caps={caps} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
