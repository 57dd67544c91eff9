import { Download } from 'lucide-react'
import { useEffect } from 'react'
import { announce } from '../../components/announcer.tsx'
import { takeDropped, useDrops } from '../../lib/drops.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { DropDialog } from './drop-dialog.tsx'
import styles from './drop-zone.module.css'
import { useTakeDrop } from './use-take-drop.ts'

/** Where files can be let go: the whole window, drawn over while they are held there. */
export function DropZone() {
  const { over, dropped } = useDrops()
  const projectOpen = useLive((live) => Boolean(live.project))
  const takeDrop = useTakeDrop()
  const invitation = t(projectOpen ? 'data:drop.bringIn' : 'data:drop.open')

  useEffect(() => {
    if (over) announce(invitation)
  }, [over, invitation])
  useEffect(() => {
    const files = dropped && takeDropped()
    if (files) void takeDrop(files)
  }, [dropped, takeDrop])

  return (
    <>
      {over && (
        <div className={styles.veil} aria-hidden="true">
          <div className={styles.frame}>
            <div className={styles.card}>
              <Download size={30} />
              <p className={styles.words}>{invitation}</p>
            </div>
          </div>
        </div>
      )}
      <DropDialog />
    </>
  )
}
