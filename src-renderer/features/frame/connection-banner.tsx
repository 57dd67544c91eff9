import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Spinner } from '../../components/spinner.tsx'
import { t } from '../../lib/i18n.ts'
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
          {connection === 'refused' ? t('frame:connection.refused') : t('frame:connection.lost')}
        </p>
      )}
    </div>
  )
}
