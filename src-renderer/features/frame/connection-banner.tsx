import { useEffect, useState } from 'react'
import { Spinner } from '../../components/spinner.tsx'
import { useLive } from '../../lib/live-state.ts'
import styles from './connection-banner.module.css'

const graceMs = 700

/** Says so when the host has not answered for a moment; what is on screen stays. */
export function ConnectionBanner() {
  const lost = useLive((live) => live.connection === 'lost')
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
          <Spinner />
          Reconnecting… Every label that was acknowledged is saved.
        </p>
      )}
    </div>
  )
}
