import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Spinner } from '../../components/spinner.tsx'
import { useLive } from '../../lib/live-state.ts'
import styles from './connection-banner.module.css'

const graceMs = 700

/** Says so when the host has not answered for a moment; what is on screen stays. */
export function ConnectionBanner() {
  const connection = useLive((live) => live.connection)
  const lost = connection === 'lost' || connection === 'refused'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!lost) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), graceMs)
    return () => clearTimeout(timer)
  }, [lost])
  return (
    <div role="status">
      {shown && (
        <p className={styles.banner}>
          {connection === 'refused' ? <KeyRound size={15} aria-hidden="true" /> : <Spinner />}
          {connection === 'refused'
            ? 'Fewlabel was started again. Open the new link it printed to go on; every acknowledged label is saved.'
            : 'Reconnecting… Every label that was acknowledged is saved.'}
        </p>
      )}
    </div>
  )
}
