import { create } from 'zustand'
import { Dialog } from '../../components/dialog.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { type KeyEntry, keyAreas, keymap } from '../../lib/keymap.ts'
import styles from './key-help.module.css'

const useKeyHelp = create(() => ({ open: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true })
}

/** Lists every key of the window by area, from the same table that binds them. */
export function KeyHelp() {
  const { open } = useKeyHelp()
  const entries: KeyEntry[] = Object.values(keymap)
  const areas = keyAreas
    .map((area) => ({ area, entries: entries.filter((entry) => entry.area === area) }))
    .filter((group) => group.entries.length > 0)
  return (
    <Dialog
      open={open}
      size="l"
      title="Keys"
      description="Keys rest while you type in a field."
      onClose={() => useKeyHelp.setState({ open: false })}
    >
      <div className={styles.areas}>
        {areas.map((group) => (
          <section key={group.area} className={styles.area}>
            <h3 className={styles.title}>{group.area}</h3>
            <dl className={styles.list}>
              {group.entries.map((entry) => (
                <div key={entry.does} className={styles.row}>
                  <dt>{entry.does}</dt>
                  <dd className={styles.keys}>
                    {entry.caps.map((caps) => (
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
